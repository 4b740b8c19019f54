/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.catalog;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import io.vitrine.contract.ImageSnapshot;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.Source;
import io.vitrine.kit.identity.ServiceToken;
import io.vitrine.kit.peer.Peer;
import io.vitrine.kit.peer.PeerError;
import io.vitrine.kit.peer.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What the catalog knows of images. Every failure is a {@link io.vitrine.kit.peer.PeerError}. */
@ApplicationScoped
public class CatalogClient {

    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final Peer catalog;

    CatalogClient(Vertx vertx, ServiceToken serviceToken, ExportConfig config) {
        this.catalog =
                new Peer("catalog", config.catalog().url(), config.catalog().timeout(), vertx, serviceToken);
    }

    /**
     * The image, if the user may export it now.
     *
     * @param user null for ourselves, who may
     * @return empty where the image has no data
     */
    public Uni<Optional<Source>> source(UUID imageId, Requester user) {
        return catalog.send(HttpMethod.GET, "/internal/images/" + imageId + "/data?for=export", user, null)
                .map(answer -> answer.statusCode() == NO_CONTENT
                        ? Optional.empty()
                        : Optional.of(source(catalog.read(answer, DownloadGrant.class))));
    }

    /** The image's record; empty where there is no such image any more. */
    public Uni<Optional<ImageSnapshot>> describe(UUID imageId) {
        return catalog.send(HttpMethod.GET, "/internal/images/" + imageId + "/record", null, null)
                .map(answer -> Optional.of(catalog.read(answer, ImageSnapshot.class)))
                .onFailure(e -> e instanceof PeerError.Refused refused && refused.status() == NOT_FOUND)
                .recoverWithItem(Optional.empty());
    }

    /** Deactivates the image for the user, unless it is already; {@code freeze} is what it is released by. */
    public Uni<Void> freeze(UUID imageId, UUID freeze, Requester user) {
        return catalog.send(HttpMethod.PUT, freezePath(imageId, freeze), user, null)
                .replaceWithVoid();
    }

    /** Reactivates the image, unless somebody decided otherwise since. */
    public Uni<Void> release(UUID imageId, UUID freeze) {
        return catalog.send(HttpMethod.DELETE, freezePath(imageId, freeze), null, null)
                .replaceWithVoid();
    }

    private static String freezePath(UUID imageId, UUID freeze) {
        return "/internal/images/" + imageId + "/freezes/" + freeze;
    }

    private static Source source(DownloadGrant grant) {
        return new Source(
                grant.imageId(),
                grant.ownerProject(),
                grant.name(),
                grant.size(),
                grant.checksum(),
                grant.osHashAlgo(),
                grant.osHashValue(),
                grant.diskFormat(),
                grant.containerFormat(),
                null);
    }
}
