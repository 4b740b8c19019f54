/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.storage.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The store that the configuration names. */
class Stores {

    @Produces
    @ApplicationScoped
    ObjectStore store(StorageConfig config) {
        StorageConfig.File file = config.file();
        try {
            return new FileObjectStore(file.name(), file.root(), file.reserve().asLongValue());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "vitrine.storage.file.root: cannot open or make the directory " + file.root(), e);
        }
    }
}
