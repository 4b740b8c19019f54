/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.events;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.ExportEvent;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Recipe;
import io.vitrine.kit.outbox.Draft;
import io.vitrine.kit.outbox.Outbox;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** All that this service states, each in the name of who asked for the export. */
@ApplicationScoped
public class ExportFacts {

    private final Outbox outbox;

    ExportFacts(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The export was asked for. */
    public Uni<Void> requested(Tx tx, ExportJob job) {
        Recipe recipe = job.recipe();
        return say(
                tx,
                job,
                new ExportEvent.ExportRequested(
                        job.id(),
                        job.requested().project(),
                        recipe.format().wireName(),
                        recipe.options(),
                        recipe.bundle() == null ? null : recipe.bundle().wireName(),
                        job.requested().rule()));
    }

    /** Its result can be fetched. */
    public Uni<Void> completed(Tx tx, ExportJob job, Artefact artefact) {
        Artefact.Digests digests = artefact.digests();
        return say(
                tx,
                job,
                new ExportEvent.ExportCompleted(
                        job.id(),
                        artefact.id(),
                        digests.size(),
                        digests.checksum(),
                        digests.hashAlgo(),
                        digests.hashValue(),
                        artefact.virtualSize(),
                        job.cached()));
    }

    /** There will be no result. */
    public Uni<Void> failed(Tx tx, ExportJob job, boolean cancelled) {
        return say(tx, job, new ExportEvent.ExportFailed(job.id(), cancelled, job.reason()));
    }

    /** Its result is gone. */
    public Uni<Void> expired(Tx tx, ExportJob job, UUID artefact, String reason) {
        return say(tx, job, new ExportEvent.ExportExpired(job.id(), artefact, reason));
    }

    private Uni<Void> say(Tx tx, ExportJob job, ExportEvent event) {
        return outbox.say(
                tx,
                new Draft(
                        job.source().imageId(),
                        job.source().owner(),
                        job.requested().actor(),
                        event));
    }
}
