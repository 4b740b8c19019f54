/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.ResumableUpload.Failure;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes an upload whose bytes are all here its image's data, the way a plain upload's become it. What may pass is tried
 * again, by any replica; whoever dies over it leaves it to another. What will not pass ends the upload as it ends a plain one.
 */
@ApplicationScoped
class CompleteResumable {

    private static final Logger LOG = Logger.getLogger(CompleteResumable.class);
    private static final Duration BEFORE_NEXT = Duration.ofSeconds(5);

    private final HoldUpload holding;
    private final AssemblePieces pieces;
    private final JudgeContent content;
    private final WriteBlob writing;
    private final CatalogClient catalog;
    private final EndImport ending;

    CompleteResumable(
            HoldUpload holding,
            AssemblePieces pieces,
            JudgeContent content,
            WriteBlob writing,
            CatalogClient catalog,
            EndImport ending) {
        this.holding = holding;
        this.pieces = pieces;
        this.content = content;
        this.writing = writing;
        this.catalog = catalog;
        this.ending = ending;
    }

    /** Completes one that is held and whole; fails as a plain upload of the same bytes does. */
    Uni<ResumableUpload> complete(ResumableUpload upload) {
        return holding.completing(upload).chain(() -> attempt(upload)).replaceWith(upload);
    }

    /** One attempt at one that is held. */
    Uni<Void> attempt(ResumableUpload upload) {
        return holding.during(upload, bring(upload))
                .call(() -> holding.ended(upload, null))
                .chain(result -> ending.completed(upload.lease().lease(), result))
                .onFailure()
                .recoverWithUni(e -> failed(upload, e));
    }

    private Uni<UploadResult> bring(ResumableUpload upload) {
        UploadLease lease = upload.lease();
        Blob blob = Blob.begun(
                UUID.randomUUID(),
                lease.lease(),
                lease.imageId(),
                lease.ownerProject(),
                upload.store(),
                upload.actor());
        return ending.discardUnfinished(lease.lease())
                .chain(() -> content.terms(Terms.upTo(lease.imageSizeCap()).announced(upload.announced()), lease))
                .flatMap(
                        terms -> pieces.body(upload).flatMap(body -> writing.write(blob, holding.claim(), body, terms)))
                .map(taken -> ReceiveUpload.result(lease, blob, taken))
                .call(() -> holding.renew(upload))
                .call(result -> catalog.complete(lease.lease(), result, holding.claim()));
    }

    private Uni<Void> failed(ResumableUpload upload, Throwable failure) {
        return holding.isStillHeld(upload).flatMap(held -> {
            if (!held) {
                return Uni.createFrom().failure(failure);
            }
            if (DoImport.mayPass(failure)) {
                LOG.warnf(failure, "An upload is completed later upload=%s", upload.id());
                return holding.release(upload, BEFORE_NEXT)
                        .chain(() -> Uni.createFrom()
                                .failure(new StorageError.Unavailable(
                                        "All bytes are here, but the image cannot be completed just now: that is tried"
                                                + " again. Ask for the upload's state.",
                                        failure)));
            }
            return holding.end(upload, Failure.of((StorageError) failure))
                    .call(() -> ending.over(upload.lease().lease()))
                    .flatMap(state -> state == ResumableUpload.State.DONE
                            ? Uni.createFrom().voidItem()
                            : Uni.createFrom().failure(failure));
        });
    }
}
