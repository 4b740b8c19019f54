/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.catalog.out.postgres.ImportTaskRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Shows an image's imports: those under way and those that ended lately. */
@ApplicationScoped
public class ShowTasks {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImportTaskRepository tasks;
    private final ImagePolicy policy;
    private final Clock clock;

    ShowTasks(
            Transactions transactions,
            ImageAccess access,
            ImportTaskRepository tasks,
            ImagePolicy policy,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.tasks = tasks;
        this.policy = policy;
        this.clock = clock;
    }

    /** The tasks the caller may know of, oldest first. */
    public Uni<List<ImportTask>> list(Caller caller, UUID id) {
        return transactions.read(tx -> access.read(tx, caller, id, Action.SHOW)
                .flatMap(image -> tasks.list(tx, id, clock.instant())
                        .map(all -> all.stream()
                                .filter(task -> policy.maySeeTask(caller, image, task))
                                .toList())));
    }
}
