/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.ResumableUpload.Failure;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.UploadPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes one more part of an upload, and completes the upload with its last byte. */
@ApplicationScoped
public class ReceivePart {

    private static final Logger LOG = Logger.getLogger(ReceivePart.class);
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;

    private final KeepResumable keeping;
    private final HoldUpload holding;
    private final AssemblePieces pieces;
    private final TakePieces taking;
    private final CompleteResumable completing;

    ReceivePart(
            KeepResumable keeping,
            HoldUpload holding,
            AssemblePieces pieces,
            TakePieces taking,
            CompleteResumable completing) {
        this.keeping = keeping;
        this.holding = holding;
        this.pieces = pieces;
        this.taking = taking;
        this.completing = completing;
    }

    /** The upload with the part; with its last one, once the image is active. Fails with a {@link StorageError}. */
    public Uni<ResumableUpload> receive(UUID id, UploadPart part, Requester user, Body body) {
        return keeping.find(id, user)
                .invoke(ReceivePart::requireOpen)
                .chain(() -> holding.take(id))
                .flatMap(held -> take(held, part, body))
                .flatMap(upload -> upload.isWhole()
                        ? completing.complete(upload)
                        : holding.release(upload, Duration.ZERO).replaceWith(upload))
                .onFailure(StorageError.LeaseLost.class)
                .recoverWithUni(() -> keeping.find(id, user).map(ReceivePart::asOthersLeftIt));
    }

    private static ResumableUpload asOthersLeftIt(ResumableUpload found) {
        if (found.state() == ResumableUpload.State.DONE) {
            return found;
        }
        requireOpen(found);
        throw HoldUpload.locked();
    }

    private static void requireOpen(ResumableUpload found) {
        switch (found.state()) {
            case DONE -> throw new StorageError.Refused(CONFLICT, "The upload is complete.");
            case FAILED -> throw found.failure().error();
            case COMPLETING -> throw HoldUpload.locked();
            case RECEIVING -> {
                // more may come
            }
        }
    }

    private Uni<ResumableUpload> take(ResumableUpload held, UploadPart part, Body body) {
        return Uni.createFrom()
                .item(() -> fitting(held, part))
                .flatMap(upload ->
                        holding.during(upload, pieces.removeStray(upload).chain(() -> taking.take(upload, part, body))))
                .onFailure()
                .call(e -> giveBack(held, e)
                        .onFailure()
                        .invoke(later -> LOG.warnf(later, "An upload is held for a while upload=%s", held.id()))
                        .onFailure()
                        .recoverWithNull());
    }

    private static ResumableUpload fitting(ResumableUpload held, UploadPart part) {
        if (part.offset() != held.received()) {
            throw new StorageError.Refused(
                    CONFLICT,
                    "Upload-Offset is " + part.offset() + ", but " + held.received()
                            + " bytes of the upload are here.");
        }
        ResumableUpload upload = part.length() == null ? held : held.withLength(part.length());
        if (part.bytes() != null && part.bytes() > upload.room()) {
            throw new StorageError.Refused(
                    TOO_LARGE,
                    "The part has " + part.bytes() + " bytes, but " + upload.room() + " are left of the upload.");
        }
        return upload;
    }

    private Uni<Void> giveBack(ResumableUpload held, Throwable e) {
        if (!(e instanceof StorageError.LeaseLost lost)) {
            return holding.release(held, Duration.ZERO);
        }
        return holding.isStillHeld(held)
                .flatMap(still -> still
                        ? holding.end(held, Failure.of(lost)).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
