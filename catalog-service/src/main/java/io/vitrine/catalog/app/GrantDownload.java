/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.ImageStatus;
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

    GrantDownload(Transactions transactions, ImageAccess access) {
        this.transactions = transactions;
        this.access = access;
    }

    /** The grant; empty while there is no data. */
    public Uni<Optional<DownloadGrant>> grant(Caller caller, UUID id) {
        return transactions.read(tx -> access.read(tx, caller, id, Action.DOWNLOAD)
                .map(image -> {
                    if (image.status() == ImageStatus.DEACTIVATED && !caller.isAdmin()) {
                        throw new CatalogError.Forbidden(
                                "The requested image has been deactivated. Image data download is forbidden.");
                    }
                    return Optional.ofNullable(image.data()).map(data -> granted(image, data));
                }));
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
