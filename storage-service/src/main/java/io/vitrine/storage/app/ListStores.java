/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.kit.identity.Caller;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoreInfo;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells which stores there are, if there is a choice. */
@ApplicationScoped
public class ListStores {

    private final Stores stores;

    ListStores(Stores stores) {
        this.stores = stores;
    }

    /**
     * All of them, those with the most weight first.
     *
     * @throws StorageError.Refused as not found where there is only one
     */
    public List<StoreInfo> all() {
        if (stores.all().size() == 1) {
            throw new StorageError.Refused(404, "There is only one store here.");
        }
        return stores.infos();
    }

    /**
     * All of them with what not everybody is to know.
     *
     * @throws StorageError.Refused also where the caller is neither admin nor another service
     */
    public List<StoreInfo> detailed(Caller caller) {
        List<StoreInfo> all = all();
        if (!caller.isAdmin() && !caller.isService()) {
            throw new StorageError.Refused(403, "The stores' details are for admins and services.");
        }
        return all;
    }
}
