/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.AtOnce;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.ImportJob;
import io.vitrine.storage.out.postgres.ImportJobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes imports that are due, as many at once as one replica may do. */
@ApplicationScoped
public class TakeImports {

    private static final Logger LOG = Logger.getLogger(TakeImports.class);

    private final Transactions transactions;
    private final ImportJobRepository jobs;
    private final DoImport doing;
    private final StorageConfig.Import config;
    private final AtOnce working;

    TakeImports(Transactions transactions, ImportJobRepository jobs, DoImport doing, StorageConfig config) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.doing = doing;
        this.config = config.imports();
        this.working = new AtOnce(this.config.atOnce());
    }

    /** Notes, in the transaction of the event that says so, that an import is asked for. */
    public Uni<Void> requested(Tx tx, UUID lease, UUID imageId) {
        return jobs.add(tx, lease, imageId);
    }

    /** One round: begins what is due and there is room for, and does not wait for its end. */
    public Uni<Void> round() {
        int room = working.room();
        return room == 0
                ? Uni.createFrom().voidItem()
                : transactions
                        .run(tx -> jobs.take(tx, room, config.claim()))
                        .invoke(this::begin)
                        .replaceWithVoid();
    }

    private void begin(List<ImportJob> taken) {
        taken.forEach(job -> working.begin(
                () -> doing.attempt(job), e -> LOG.errorf(e, "An import stopped unexpectedly task=%s", job.lease())));
    }
}
