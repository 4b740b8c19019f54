/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.catalog;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import io.vitrine.contract.command.CopiesPage;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.CopyReplacement;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.contract.command.ImageCopies;
import io.vitrine.contract.command.ImageOfCopy;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.ImportProgress;
import io.vitrine.contract.command.ImportRequest;
import io.vitrine.contract.command.UploadAbort;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadOutcome;
import io.vitrine.contract.command.UploadRequest;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.identity.ServiceToken;
import io.vitrine.kit.peer.Peer;
import io.vitrine.kit.peer.PeerError;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The catalog's commands for the life of an image's data. Every failure is a {@link StorageError}: the catalog's refusal
 * as {@code Refused}, a lost lease as {@code LeaseLost}, and as {@code Unavailable} what may pass.
 */
@ApplicationScoped
public class CatalogClient {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final Peer catalog;

    CatalogClient(Vertx vertx, ServiceToken serviceToken, StorageConfig config) {
        this.catalog =
                new Peer("catalog", config.catalog().url(), config.catalog().timeout(), vertx, serviceToken);
    }

    /** Asks for the right to fill an image. {@code announced} is the size the user announced, or null. */
    public Uni<UploadLease> openUpload(UUID imageId, Long announced, Requester user) {
        return ask(
                HttpMethod.POST,
                "/internal/images/" + imageId + "/uploads",
                user,
                new UploadRequest(announced),
                UploadLease.class);
    }

    /** Asks for the right to bring an image's data for a later import. */
    public Uni<UploadLease> openStaging(UUID imageId, Long announced, Requester user) {
        return ask(
                HttpMethod.POST,
                "/internal/images/" + imageId + "/stagings",
                user,
                new UploadRequest(announced),
                UploadLease.class);
    }

    /** Asks for an import. The catalog says by an event that it has taken it on. */
    public Uni<Void> openImport(UUID imageId, ImportRequest request, Requester user) {
        return tell(HttpMethod.POST, "/internal/images/" + imageId + "/imports", user, request);
    }

    /** All there is to know of an import; fails with {@link StorageError.LeaseLost} where it is over. */
    public Uni<ImportOrder> importOrder(UUID lease) {
        return ask(HttpMethod.GET, "/internal/imports/" + lease, null, null, ImportOrder.class);
    }

    /** Says how far an import is, and keeps its lease. */
    public Uni<Void> progress(UUID lease, ImportProgress progress) {
        return tell(HttpMethod.POST, "/internal/imports/" + lease + "/progress", null, progress);
    }

    /** Takes the copy in a store away from an image, on behalf of a user. */
    public Uni<Void> removeCopy(UUID imageId, String store, Requester user) {
        return tell(HttpMethod.DELETE, "/internal/images/" + imageId + "/copies/" + store, user, null);
    }

    /** Puts a new copy in the place of a damaged one; refused where the image does not have the old one any more. */
    public Uni<Void> replaceCopy(UUID imageId, String store, CopyReplacement replacement) {
        return tell(HttpMethod.PUT, "/internal/images/" + imageId + "/copies/" + store, null, replacement);
    }

    /** Where an image's data lies, as the catalog has it; nothing of an image that it does not know. */
    public Uni<ImageCopies> copies(UUID imageId) {
        return ask(HttpMethod.GET, "/internal/images/" + imageId + "/copies", null, null, ImageCopies.class)
                .onFailure(e -> e instanceof StorageError.Refused refused && refused.status() == NOT_FOUND)
                .recoverWithItem(ImageCopies.NONE);
    }

    /** The copies of a page of images, by id after the marker's; null for the first page. */
    public Uni<CopiesPage> copies(UUID marker, int limit) {
        String after = marker == null ? "" : "&marker=" + marker;
        return ask(HttpMethod.GET, "/internal/copies?limit=" + limit + after, null, null, CopiesPage.class);
    }

    /** The image that has this copy, of its data or of what is staged; null where none has it. */
    public Uni<UUID> owner(Copy copy) {
        return ask(
                        HttpMethod.GET,
                        "/internal/copies/" + copy.store() + "/" + copy.blob(),
                        null,
                        null,
                        ImageOfCopy.class)
                .map(it -> it.image())
                .onFailure(e -> e instanceof StorageError.Refused refused && refused.status() == NOT_FOUND)
                .recoverWithNull();
    }

    /** Keeps the lease; outages shorter than the lease do no harm. */
    public Uni<Void> renew(UUID lease, Duration patience) {
        return patiently(patience, tell(HttpMethod.PUT, "/internal/uploads/" + lease, null, null));
    }

    /** Keeps the lease for that long. Repeated while the catalog is away, for as long as {@code patience}. */
    public Uni<Void> renew(UUID lease, Duration time, Duration patience) {
        String path = "/internal/uploads/" + lease + "?seconds=" + time.toSeconds();
        return patiently(patience, tell(HttpMethod.PUT, path, null, null));
    }

    /** Makes the image active. Repeated while the catalog is away, for as long as {@code patience}. */
    public Uni<Void> complete(UUID lease, UploadResult result, Duration patience) {
        return patiently(patience, tell(HttpMethod.POST, "/internal/uploads/" + lease + "/complete", null, result));
    }

    /** Ends an upload, unless it was completed: the answer is final. */
    public Uni<UploadOutcome.Outcome> abort(UUID lease, String reason) {
        return ask(
                        HttpMethod.POST,
                        "/internal/uploads/" + lease + "/abort",
                        null,
                        new UploadAbort(reason),
                        UploadOutcome.class)
                .map(it -> it.outcome());
    }

    /** Asks to read an image's data, for a user or, without one, for a service; empty where it has none yet. */
    public Uni<Optional<DownloadGrant>> openDownload(UUID imageId, Requester user) {
        return asStorageError(catalog.send(HttpMethod.GET, "/internal/images/" + imageId + "/data", user, null)
                .map(answer -> answer.statusCode() == NO_CONTENT
                        ? Optional.empty()
                        : Optional.of(catalog.read(answer, DownloadGrant.class))));
    }

    private static Uni<Void> patiently(Duration patience, Uni<Void> call) {
        return call.onFailure(StorageError.Unavailable.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(patience.toMillis())
                .onFailure(IllegalStateException.class)
                .transform(exhausted -> exhausted.getCause() == null ? exhausted : exhausted.getCause());
    }

    private <T> Uni<T> ask(HttpMethod method, String path, Requester user, Object body, Class<T> type) {
        return asStorageError(catalog.send(method, path, user, body).map(answer -> catalog.read(answer, type)));
    }

    private Uni<Void> tell(HttpMethod method, String path, Requester user, Object body) {
        return asStorageError(catalog.send(method, path, user, body)).replaceWithVoid();
    }

    private static <T> Uni<T> asStorageError(Uni<T> call) {
        return call.onFailure(PeerError.class).transform(e -> asStorageError((PeerError) e));
    }

    private static StorageError asStorageError(PeerError failure) {
        return switch (failure) {
            case PeerError.Unavailable away -> new StorageError.Unavailable(away.getMessage(), away);
            case PeerError.Refused refused ->
                refused.status() == GONE
                        ? new StorageError.LeaseLost(refused.getMessage())
                        : new StorageError.Refused(refused.status(), refused.getMessage());
        };
    }
}
