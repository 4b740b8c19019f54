/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.WhileHeld;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.ResumableConfig;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.ResumableUpload.Failure;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.postgres.ResumableUploadRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Sees to it that one request or replica at a time works on a resumable upload, and that its image is its alone. */
@ApplicationScoped
class HoldUpload {

    private static final Logger LOG = Logger.getLogger(HoldUpload.class);
    private static final int LOCKED = 423;
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final ResumableUploadRepository uploads;
    private final ResumableConfig config;

    HoldUpload(
            CatalogClient catalog, Transactions transactions, ResumableUploadRepository uploads, StorageConfig config) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.uploads = uploads;
        this.config = config.resumable();
    }

    /** Time that one is held for, unless it is held for longer. */
    Duration claim() {
        return config.claim();
    }

    /** Time that one may rest. */
    Duration rest() {
        return config.rest();
    }

    /** Completions to take over at once, at most. */
    int atOnce() {
        return config.atOnce();
    }

    /** All bytes of it are here: only its completion is left. */
    Uni<Void> completing(ResumableUpload upload) {
        return transactions
                .run(tx -> uploads.completing(tx, upload))
                .invoke(HoldUpload::require)
                .replaceWithVoid();
    }

    /** Takes hold of one that receives; fails where another has it. */
    Uni<ResumableUpload> take(UUID id) {
        return transactions
                .run(tx -> uploads.hold(tx, id, config.claim()))
                .map(held -> held.orElseThrow(HoldUpload::locked));
    }

    static StorageError.Refused locked() {
        return new StorageError.Refused(LOCKED, "Another request works on this upload; ask again shortly.");
    }

    /** The work's result; fails, and cancels the work, once the image is gone or another works on the upload. */
    <T> Uni<T> during(ResumableUpload upload, Uni<T> work) {
        UUID lease = upload.lease().lease();
        // Each by itself, or a catalog that is slow to answer would let the hold pass.
        Uni<T> leased = rest(lease).chain(() -> during(upload, () -> rest(lease), work));
        return during(upload, () -> hold(upload), leased);
    }

    private <T> Uni<T> during(ResumableUpload upload, Supplier<Uni<Void>> hold, Uni<T> work) {
        Duration third = config.claim().dividedBy(3);
        return new WhileHeld(
                        hold,
                        StorageError.LeaseLost.class,
                        e -> LOG.warnf("Could not hold an upload, trying again upload=%s: %s", upload.id(), e))
                .during(work, third, third);
    }

    /** Has the lease last for longer than an upload may rest, so that it is given up here before it is there. */
    Uni<Void> rest(UUID lease) {
        return catalog.renew(lease, config.rest().plus(MARGIN), config.claim().dividedBy(3));
    }

    /** Makes sure that it is still this one's, and its image too; fails where either is not. */
    Uni<Void> renew(ResumableUpload upload) {
        return hold(upload).chain(() -> rest(upload.lease().lease()));
    }

    private Uni<Void> hold(ResumableUpload upload) {
        return isStillHeld(upload).invoke(HoldUpload::require).replaceWithVoid();
    }

    /** Fails where {@code held} says that an upload is another's now. */
    static void require(boolean held) {
        if (!held) {
            throw new StorageError.LeaseLost("The upload has ended, or another request works on it.");
        }
    }

    /** Whether nobody else has taken it meanwhile; keeps it for longer. */
    Uni<Boolean> isStillHeld(ResumableUpload upload) {
        return transactions.run(tx -> uploads.keep(tx, upload, config.claim()));
    }

    /** Lets others go on with it, after the pause. */
    Uni<Void> release(ResumableUpload upload, Duration pause) {
        return transactions.run(tx -> uploads.release(tx, upload, pause)).replaceWithVoid();
    }

    /** Ends it as the catalog's last word is, which is asked for: it is told as a failure where it came to nothing. */
    Uni<ResumableUpload.State> end(ResumableUpload upload, Failure failure) {
        return catalog.abort(upload.lease().lease(), failure.reason()).flatMap(outcome -> switch (outcome) {
            case aborted -> ended(upload, failure).replaceWith(ResumableUpload.State.FAILED);
            case completed -> ended(upload, null).replaceWith(ResumableUpload.State.DONE);
        });
    }

    /** Records how it ended; {@code failure} is null where it did not fail. */
    Uni<Void> ended(ResumableUpload upload, Failure failure) {
        LOG.infof(
                "A resumable upload ended imageId=%s upload=%s: %s",
                upload.lease().imageId(), upload.id(), failure == null ? "done" : failure.reason());
        return transactions
                .run(tx -> uploads.end(tx, upload, failure, config.rest()))
                .replaceWithVoid();
    }
}
