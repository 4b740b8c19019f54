/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.catalog;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.Vertx;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.Source;
import io.vitrine.kit.identity.ServiceToken;
import io.vitrine.kit.peer.Peer;
import io.vitrine.kit.peer.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What the catalog knows of images. Every failure is a {@link io.vitrine.kit.peer.PeerError}. */
@ApplicationScoped
public class CatalogClient {

    private static final int NO_CONTENT = 204;

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
                grant.containerFormat());
    }
}
