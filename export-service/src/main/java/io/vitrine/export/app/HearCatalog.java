/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.out.events.ExportFacts;
import io.vitrine.export.out.postgres.JobRepository;
import io.vitrine.export.out.postgres.RuleRepository;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What the catalog's facts mean for exports. */
@ApplicationScoped
public class HearCatalog {

    /** After all that was ever asked for. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final JobRepository jobs;
    private final ExpireArtefacts expiring;
    private final ExportFacts facts;
    private final RuleRepository rules;

    HearCatalog(JobRepository jobs, ExpireArtefacts expiring, ExportFacts facts, RuleRepository rules) {
        this.jobs = jobs;
        this.expiring = expiring;
        this.facts = facts;
        this.rules = rules;
    }

    /** The image is gone: nothing more is made of it, and what was made goes too. */
    public Uni<Void> deleted(Tx tx, UUID image) {
        return cancel(tx, image, LATEST, "The image was deleted.")
                .chain(() -> expiring.ofImage(tx, image, "image_deleted"));
    }

    /** The image should not be used for anything new. */
    public Uni<Void> deprecated(Tx tx, UUID image, Instant since) {
        return cancel(tx, image, since, "The image was deprecated.")
                .chain(() -> expiring.ofImage(tx, image, "image_deprecated"));
    }

    /** Somebody decided that the image may not be read any more, but by admins and, where they may, its owners. */
    public Uni<Void> deactivated(Tx tx, UUID image, Instant since) {
        return jobs.cancelOfOthers(tx, image, since, "The image was deactivated.")
                .flatMap(all -> InTurn.each(all, job -> facts.failed(tx, job, true)));
    }

    /** The image became active, or others may see it now: a rule may be about it. */
    public Uni<Void> changed(Tx tx, UUID image) {
        return rules.check(tx, image);
    }

    private Uni<Void> cancel(Tx tx, UUID image, Instant before, String reason) {
        return jobs.cancelOfImage(tx, image, before, reason)
                .flatMap(all -> InTurn.each(all, job -> facts.failed(tx, job, true)));
    }
}
