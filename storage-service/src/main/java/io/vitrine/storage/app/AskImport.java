/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.ImportRequest;
import io.vitrine.contract.command.RemoteImage;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoreInfo;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.web.RegionSource;
import io.vitrine.storage.out.web.WebSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Asks the catalog for an import, once it is known that this service could do it. */
@ApplicationScoped
public class AskImport {

    private final CatalogClient catalog;
    private final Stores stores;
    private final WebSource web;
    private final KeepToken tokens;
    private final List<String> methods;

    AskImport(
            CatalogClient catalog,
            Stores stores,
            WebSource web,
            RegionSource regions,
            KeepToken tokens,
            StorageConfig config) {
        this.catalog = catalog;
        this.stores = stores;
        this.web = web;
        this.tokens = tokens;
        this.methods = config.imports().methods().stream()
                .filter(method -> regions.isOffered() || !method.equals(ImportOffer.GLANCE_DOWNLOAD))
                .toList();
    }

    /** The methods that are switched on. */
    public List<String> methods() {
        return methods;
    }

    /**
     * Done when the catalog has taken it on; fails with a {@link StorageError}.
     *
     * @param offer by one of the methods that are switched on
     */
    public Uni<Void> ask(UUID imageId, ImportOffer offer, Requester user) {
        if (offer.uri() != null) {
            web.requireAcceptable(uri(offer.uri()));
        }
        List<String> targets = targets(offer);
        if (offer.remote() == null) {
            return catalog.openImport(imageId, request(offer, targets, null, null), user);
        }
        return tokens.keep(imageId, user.token())
                .flatMap(kept -> catalog.openImport(
                                imageId, request(offer, targets, remote(offer, kept), kept.lease()), user)
                        .onFailure(StorageError.Refused.class)
                        .call(() -> tokens.forget(kept)));
    }

    private static ImportRequest request(ImportOffer offer, List<String> targets, RemoteImage remote, UUID task) {
        return new ImportRequest(
                offer.method(),
                offer.uri(),
                offer.digest(),
                remote,
                targets,
                offer.allStores(),
                offer.allStoresMustSucceed(),
                task);
    }

    private static RemoteImage remote(ImportOffer offer, KeepToken.Kept kept) {
        ImportOffer.Remote asked = offer.remote();
        return new RemoteImage(asked.region(), asked.image(), asked.serviceInterface(), kept.key());
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new StorageError.Invalid("'uri' is not a URI.");
        }
    }

    private List<String> targets(ImportOffer offer) {
        if (offer.allStores()) {
            return stores.infos().stream()
                    .filter(store -> !store.readOnly())
                    .map(StoreInfo::name)
                    .toList();
        }
        if (!offer.stores().isEmpty()) {
            offer.stores().forEach(this::requireTarget);
            return offer.stores();
        }
        if (offer.method().equals(ImportOffer.COPY_IMAGE)) {
            throw new StorageError.Invalid("copy-image needs the stores to copy to, or all_stores.");
        }
        return List.of(stores.forWriting(null).name());
    }

    private void requireTarget(String name) {
        if (!stores.has(name)) {
            throw new StorageError.Refused(409, "There is no store '" + name + "' here.");
        }
        stores.forWriting(name);
    }
}
