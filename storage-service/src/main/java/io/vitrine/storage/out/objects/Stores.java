/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.quarkus.runtime.Startup;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.StoreConfig;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoreInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stores that the configuration names. A mistake in it ends the start of the service, a store that is away does not. */
@Startup
@ApplicationScoped
public class Stores {

    private final Map<String, ObjectStore> stores = new LinkedHashMap<>();
    private final Map<String, StoreInfo> infos = new LinkedHashMap<>();
    private final String defaultStore;

    Stores(StorageConfig config) {
        defaultStore = defaultStore(config);
        config.stores().entrySet().stream()
                .sorted(Comparator.comparingInt(store -> -store.getValue().weight()))
                .forEach(store -> add(store.getKey(), store.getValue()));
    }

    private void add(String name, StoreConfig config) {
        OpenedStore opened = switch (config.kind()) {
            case FILE -> OpenedStore.file(name, config.file());
            case S3 -> OpenedStore.s3(name, config.s3());
        };
        stores.put(name, opened.store());
        infos.put(
                name,
                new StoreInfo(
                        name,
                        opened.kind(),
                        config.description().orElse(null),
                        config.weight(),
                        config.readOnly(),
                        name.equals(defaultStore),
                        opened.properties()));
    }

    private static String defaultStore(StorageConfig config) {
        var names = config.stores().keySet();
        if (names.isEmpty()) {
            throw new IllegalStateException("No store is configured: set vitrine.storage.stores.<name>.kind and, for a"
                    + " directory, vitrine.storage.stores.<name>.root.");
        }
        String chosen = config.defaultStore()
                .or(() -> names.size() == 1 ? names.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> new IllegalStateException(
                        "There are several stores: set vitrine.storage.default-store to one of " + names + "."));
        if (!names.contains(chosen)) {
            throw new IllegalStateException(
                    "vitrine.storage.default-store: there is no store '" + chosen + "', only " + names + ".");
        }
        return chosen;
    }

    /** What there is to know of each, those with the most weight first. */
    public List<StoreInfo> infos() {
        return List.copyOf(infos.values());
    }

    /** All of them, those with the most weight first. */
    public List<ObjectStore> all() {
        return List.copyOf(stores.values());
    }

    /** Whether there is a store of that name. */
    public boolean has(String name) {
        return stores.containsKey(name);
    }

    /**
     * The store of that name.
     *
     * @throws StorageError.Unavailable where the operator took it out of the configuration
     */
    public ObjectStore get(String name) {
        ObjectStore store = stores.get(name);
        if (store == null) {
            throw new StorageError.Unavailable("The store '" + name + "' is not configured here.", null);
        }
        return store;
    }

    /**
     * The store that a user wants data to go to.
     *
     * @param name null for the default store
     * @throws StorageError.Invalid where there is no such store
     * @throws StorageError.Unavailable where it takes no data
     */
    public ObjectStore forWriting(String name) {
        String chosen = name == null ? defaultStore : name;
        if (!has(chosen)) {
            throw new StorageError.Invalid("There is no store '" + chosen + "' here.");
        }
        if (infos.get(chosen).readOnly()) {
            throw new StorageError.Unavailable("The store '" + chosen + "' takes no new data: it is read-only.", null);
        }
        return get(chosen);
    }

    /** Orders names of stores by which is read first; those that are not configured come last. */
    public Comparator<String> byPreference() {
        return Comparator.comparingInt(name -> has(name) ? -infos.get(name).weight() : Integer.MAX_VALUE);
    }
}
