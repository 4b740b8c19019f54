/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.storage.StorageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A store as its settings make it.
 *
 * @param kind as the Image API names it
 * @param properties as {@code GET /v2/info/stores/detail} shows them
 */
record OpenedStore(ObjectStore store, String kind, Map<String, Object> properties) {

    static OpenedStore file(String name, StorageConfig.File config) {
        String setting = "vitrine.storage.stores." + name + ".root";
        Path root = config.root()
                .orElseThrow(() -> new IllegalStateException(setting + " is not set: a store of kind file needs it."));
        try {
            return new OpenedStore(
                    new FileObjectStore(name, root, config.reserve().asLongValue()),
                    "file",
                    Map.of("data_dir", root.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(setting + ": cannot open or make the directory " + root, e);
        }
    }
}
