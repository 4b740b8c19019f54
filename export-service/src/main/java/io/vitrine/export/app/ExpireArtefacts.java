/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.out.events.ExportFacts;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives results up: by age, by size, and when their image goes. */
@ApplicationScoped
public class ExpireArtefacts {

    private static final int MOST = 100;

    private final Transactions transactions;
    private final JobRepository jobs;
    private final ArtefactRepository artefacts;
    private final ExportFacts facts;
    private final ExportConfig.Cache config;

    ExpireArtefacts(
            Transactions transactions,
            JobRepository jobs,
            ArtefactRepository artefacts,
            ExportFacts facts,
            ExportConfig config) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.artefacts = artefacts;
        this.facts = facts;
        this.config = config.cache();
    }

    /** One round. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> artefacts
                        .dropAged(tx, config.age(), MOST)
                        .flatMap(gone -> InTurn.each(gone, one -> expire(tx, one, "age"))))
                .chain(() -> transactions.run(tx -> artefacts
                        .dropBeyond(tx, config.size().asLongValue(), MOST)
                        .flatMap(gone -> InTurn.each(gone, one -> expire(tx, one, "size")))));
    }

    /** The image is not to be had any more, by these exports. */
    Uni<Void> ofImage(Tx tx, UUID image, String reason) {
        return jobs.withResultOf(tx, image)
                .flatMap(all -> InTurn.each(all, job -> expire(tx, job, reason))
                        .chain(() -> artefacts.dropUnused(
                                tx, image, all.stream().map(ExportJob::artefact).toList())))
                .replaceWithVoid();
    }

    private Uni<Void> expire(Tx tx, ExportJob job, String reason) {
        return jobs.expireOne(tx, job.id(), reason).chain(() -> facts.expired(tx, job, job.artefact(), reason));
    }

    private Uni<Void> expire(Tx tx, Artefact artefact, String reason) {
        return jobs.expire(tx, artefact.id(), reason)
                .flatMap(all -> InTurn.each(all, job -> facts.expired(tx, job, artefact.id(), reason)));
    }
}
