/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.ResumableConfig;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.ResumableUpload.Failure;
import io.vitrine.storage.domain.ResumableUpload.State;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.postgres.ResumableUploadRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** The record of resumable uploads, which is all that a replica has to know to go on with one. */
@ApplicationScoped
public class KeepResumable {

    private static final int NOT_FOUND = 404;

    private final Transactions transactions;
    private final ResumableUploadRepository uploads;
    private final HoldUpload holding;
    private final ResumableConfig config;
    private final Clock clock = Clock.systemUTC();

    KeepResumable(
            Transactions transactions, ResumableUploadRepository uploads, HoldUpload holding, StorageConfig config) {
        this.transactions = transactions;
        this.uploads = uploads;
        this.holding = holding;
        this.config = config.resumable();
    }

    Uni<ResumableUpload> add(UploadLease lease, String store, Requester user, String metadata, Announcement announced) {
        ResumableUpload upload = new ResumableUpload(
                UUID.randomUUID(),
                lease,
                store,
                user.caller().actor(),
                metadata,
                announced,
                0,
                State.RECEIVING,
                null,
                0,
                clock.instant().plus(config.rest()));
        return transactions.run(tx -> uploads.add(tx, upload, config.rest())).replaceWith(upload);
    }

    /** The upload of that id, which the user began; another's is not found. */
    public Uni<ResumableUpload> find(UUID id, Requester user) {
        return transactions
                .read(tx -> uploads.find(tx, id))
                .map(found -> found.filter(upload -> upload.isOf(user))
                        .orElseThrow(() -> new StorageError.Refused(NOT_FOUND, "No upload found with ID " + id)));
    }

    /** Gives an upload up, and its image is queued again; one that has ended is left as it is. */
    public Uni<Void> terminate(UUID id, Requester user) {
        return find(id, user).flatMap(found -> switch (found.state()) {
            case DONE, FAILED -> Uni.createFrom().voidItem();
            case COMPLETING -> Uni.createFrom().failure(HoldUpload.locked());
            case RECEIVING ->
                holding.take(id)
                        .flatMap(upload -> holding.end(upload, Failure.gone("The upload was given up by its user.")))
                        .replaceWithVoid();
        });
    }

    /** Notes, in the transaction of the event that says so, that an image is deleted. */
    public Uni<Void> imageDeleted(Tx tx, UUID imageId) {
        return uploads.endOfImage(tx, imageId, Failure.gone("The image was deleted."));
    }
}
