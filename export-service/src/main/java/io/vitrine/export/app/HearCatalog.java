/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.out.events.ExportFacts;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the catalog's facts mean for exports. */
@ApplicationScoped
public class HearCatalog {

    private final JobRepository jobs;
    private final ExpireArtefacts expiring;
    private final ExportFacts facts;

    HearCatalog(JobRepository jobs, ExpireArtefacts expiring, ExportFacts facts) {
        this.jobs = jobs;
        this.expiring = expiring;
        this.facts = facts;
    }

    /** The image is gone: nothing more is made of it, and what was made goes too. */
    public Uni<Void> deleted(Tx tx, UUID image) {
        return cancel(tx, image, "The image was deleted.").chain(() -> expiring.ofImage(tx, image, "image_deleted"));
    }

    private Uni<Void> cancel(Tx tx, UUID image, String reason) {
        return jobs.cancelOfImage(tx, image, reason)
                .flatMap(all -> InTurn.each(all, job -> facts.failed(tx, job, true)));
    }
}
