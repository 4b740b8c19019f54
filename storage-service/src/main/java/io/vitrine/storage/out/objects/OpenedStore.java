/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.storage.StoreConfig;
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

    private static final long MEBIBYTE = 1L << 20;

    static OpenedStore file(String name, StoreConfig.File config) {
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

    static OpenedStore s3(String name, StoreConfig.S3 config) {
        S3Options options = S3Connection.options("vitrine.storage.stores." + name, config);
        return new OpenedStore(
                new S3ObjectStore(name, options),
                "s3",
                Map.of(
                        "s3_store_bucket",
                        options.bucket(),
                        "s3_store_large_object_size",
                        options.partSize() / MEBIBYTE,
                        "s3_store_large_object_chunk_size",
                        options.partSize() / MEBIBYTE,
                        "s3_store_thread_pools",
                        options.parallelParts()));
    }
}
