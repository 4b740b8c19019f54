/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.convert.SparseReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** Finds files that other services of this host hand over. */
@ApplicationScoped
class TakeFile {

    private final Blocking blocking;
    private final SparseReader reader;
    private final Optional<Path> handover;

    TakeFile(Blocking blocking, SparseReader reader, StorageConfig config) {
        this.blocking = blocking;
        this.reader = reader;
        this.handover = config.artefacts().handover();
    }

    /** The file of that name; fails with {@link StorageError.Invalid} where files of that kind or place are not taken. */
    Uni<HandedOver> take(Path named) {
        Path directory = handover.orElseThrow(() -> new StorageError.Invalid(
                "No files are taken here, send the bytes: vitrine.storage.artefacts.handover is not set."));
        return blocking.call(() -> HandedOver.in(directory, named, reader::open));
    }
}
