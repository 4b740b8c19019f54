/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Says whether a caller may read an image's data, and where that is. */
@ApplicationScoped
public class GrantDownload {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageRepository images;
    private final ImagePolicy policy;

    GrantDownload(Transactions transactions, ImageAccess access, ImageRepository images, ImagePolicy policy) {
        this.transactions = transactions;
        this.access = access;
        this.images = images;
        this.policy = policy;
    }

    /** The grant to download; empty while there is no data. */
    public Uni<Optional<DownloadGrant>> grant(Caller caller, UUID id) {
        return grant(caller, id, ImagePolicy.Use.DOWNLOAD);
    }

    /** The grant to have something made of the data; empty while there is none. */
    public Uni<Optional<DownloadGrant>> grantExport(Caller caller, UUID id) {
        return grant(caller, id, ImagePolicy.Use.EXPORT);
    }

    /** Where the data is, for a service at work of its own; empty while there is none. */
    public Uni<Optional<DownloadGrant>> locate(UUID id) {
        return transactions.read(tx ->
                images.find(tx, id).map(found -> granted(found.orElseThrow(() -> CatalogError.NotFound.image(id)))));
    }

    private Uni<Optional<DownloadGrant>> grant(Caller caller, UUID id, ImagePolicy.Use use) {
        return transactions.read(tx -> access.read(tx, caller, id, Action.DOWNLOAD)
                .invoke(image -> policy.requireData(caller, use, image))
                .map(GrantDownload::granted));
    }

    private static Optional<DownloadGrant> granted(Image image) {
        return Optional.ofNullable(image.data()).map(data -> granted(image, data));
    }

    private static DownloadGrant granted(Image image, ImageData data) {
        return new DownloadGrant(
                image.id(),
                image.owner(),
                image.details().name(),
                data.size(),
                data.checksum(),
                data.hash().algorithm(),
                data.hash().value(),
                image.details().formats().disk(),
                image.details().formats().container(),
                ImageFacts.copies(data));
    }
}
