/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadOutcome.Outcome;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes the bytes a user sends for an image, as its data or for a later import. Whatever goes wrong on the way, the image is {@code queued} again and nothing
 * is left in the store; what cannot be cleaned up at once is left to {@link Reconcile}, which finds the blob's row.
 */
@ApplicationScoped
public class ReceiveUpload {

    private static final Logger LOG = Logger.getLogger(ReceiveUpload.class);

    private final CatalogClient catalog;
    private final Stores stores;
    private final WriteBlob writing;
    private final JudgeContent content;
    private final KeepLease keeping;
    private final EndUpload ending;

    ReceiveUpload(
            CatalogClient catalog,
            Stores stores,
            WriteBlob writing,
            JudgeContent content,
            KeepLease keeping,
            EndUpload ending) {
        this.catalog = catalog;
        this.stores = stores;
        this.writing = writing;
        this.content = content;
        this.keeping = keeping;
        this.ending = ending;
    }

    /** Stages the whole body in the default store: the image is {@code uploading} until it is imported. */
    public Uni<Void> stage(UUID imageId, Announcement announced, Requester user, Body body) {
        String store = stores.forWriting(null).name();
        return catalog.openStaging(imageId, announced.size(), user)
                .flatMap(lease -> take(
                        lease,
                        blob(lease, store, user),
                        body,
                        Uni.createFrom().item(Terms.upTo(lease.imageSizeCap()).announced(announced)),
                        ending::stage));
    }

    /**
     * Receives the whole body.
     *
     * @param announced what the user said about the body
     * @param storeName the store the user wants it in; null for the default one
     * @return done when the image is active; fails with a {@link StorageError}, or with what the store or the database
     *     failed with
     */
    public Uni<Void> receive(UUID imageId, Announcement announced, String storeName, Requester user, Body body) {
        String store = stores.forWriting(storeName).name();
        return catalog.openUpload(imageId, announced.size(), user)
                .flatMap(lease -> take(
                        lease,
                        blob(lease, store, user),
                        body,
                        content.terms(Terms.upTo(lease.imageSizeCap()).announced(announced), lease),
                        ending::keep));
    }

    private static Blob blob(UploadLease lease, String store, Requester user) {
        return Blob.begun(
                lease.lease(),
                lease.lease(),
                lease.imageId(),
                lease.ownerProject(),
                store,
                user.caller().actor());
    }

    private Uni<Void> take(UploadLease lease, Blob blob, Body body, Uni<Terms> terms, Function<UUID, Uni<Void>> keep) {
        Duration time = Duration.ofSeconds(lease.leaseSeconds());
        return terms.flatMap(met -> keeping.during(lease, writing.write(blob, time, body, met)))
                .chain(taken -> catalog.complete(lease.lease(), result(lease, blob, taken), time))
                .call(() -> keep.apply(blob.key()).onFailure().recoverWithUni(e -> later(blob.key(), e)))
                .onFailure()
                .recoverWithUni(e -> giveUp(blob, e));
    }

    /** What the catalog is told of a blob that is whole. */
    static UploadResult result(UploadLease lease, Blob blob, TakenIn taken) {
        Digests digests = taken.digests();
        return new UploadResult(
                digests.size(),
                digests.md5(),
                digests.algorithm().imageApiName(),
                digests.hash(),
                taken.virtualSize(lease.containerFormat()),
                List.of(blob.copy()));
    }

    /** Fails with the failure, unless the catalog knows better: its answer to a completion may have been lost. */
    private Uni<Void> giveUp(Blob blob, Throwable failure) {
        String reason = failure instanceof StorageError known ? known.getMessage() : "The data could not be stored.";
        LOG.infof("An upload failed blob=%s: %s", blob.key(), failure);
        return ending.resolve(blob, reason)
                .onFailure()
                .recoverWithUni(e -> later(blob.key(), e).replaceWith(Outcome.aborted))
                .flatMap(outcome -> switch (outcome) {
                    case aborted -> Uni.createFrom().failure(failure);
                    case completed -> Uni.createFrom().voidItem();
                });
    }

    private static Uni<Void> later(UUID lease, Throwable e) {
        LOG.warnf(e, "An upload's end is left to the reconciler blob=%s", lease);
        return Uni.createFrom().voidItem();
    }
}
