/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.command.DataDigest;
import io.vitrine.contract.command.RemoteImage;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an import is to do.
 *
 * @param uri where the data is for a web-download; null else
 * @param digest of what is at the uri; null where nobody says
 * @param remote the image it comes from for a glance-download; null else
 * @param stores where to bring the data, in this order
 * @param allStores whether the user asked for all stores rather than for some
 * @param allStoresMustSucceed whether one store that fails fails the import
 */
public record ImportPlan(
        ImportMethod method,
        String uri,
        DataDigest digest,
        RemoteImage remote,
        List<String> stores,
        boolean allStores,
        boolean allStoresMustSucceed) {

    public ImportPlan {
        stores = List.copyOf(stores);
        if (stores.isEmpty() || new HashSet<>(stores).size() < stores.size()) {
            throw new CatalogError.Invalid("An import names at least one store, and none twice.");
        }
        if (method == ImportMethod.WEB_DOWNLOAD && uri == null) {
            throw new CatalogError.Invalid("The import method web-download needs a uri.");
        }
        if (method == ImportMethod.GLANCE_DOWNLOAD
                && (remote == null || remote.region() == null || remote.image() == null)) {
            throw new CatalogError.Invalid("The import method glance-download needs a region and an image in it.");
        }
        uri = method == ImportMethod.WEB_DOWNLOAD ? uri : null;
        digest = uri == null ? null : digest;
        remote = method == ImportMethod.GLANCE_DOWNLOAD ? remote : null;
    }

    /** The URI as users read it: without the parts that are used for passwords and tokens; null when there is none. */
    public String shownUri() {
        return uri == null ? null : uri.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
    }

    /** The same once it is done, without what only doing it needs. */
    ImportPlan over() {
        return remote == null
                ? this
                : new ImportPlan(method, uri, digest, remote.withoutKey(), stores, allStores, allStoresMustSucceed);
    }

    /** Refuses a result that is not what was ordered: copies elsewhere, none, or too few where all must succeed. */
    void requireFulfilledBy(Collection<String> copies) {
        boolean enough = allStoresMustSucceed ? copies.containsAll(stores) : !copies.isEmpty();
        if (!enough || !stores.containsAll(copies)) {
            throw new CatalogError.Invalid("The import was to bring the data to " + String.join(", ", stores)
                    + ", but names copies in " + String.join(", ", copies) + ".");
        }
    }

    /** The same plan without the stores that have the data, unless none is left; those may only be named by naming all. */
    Optional<ImportPlan> besides(Set<String> present) {
        for (String store : stores) {
            if (present.contains(store) && !allStores) {
                throw new CatalogError.Invalid("Image is already present at store '" + store + "'.");
            }
        }
        List<String> missing =
                stores.stream().filter(store -> !present.contains(store)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new ImportPlan(method, uri, digest, remote, missing, allStores, allStoresMustSucceed));
    }
}
