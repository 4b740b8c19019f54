/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.convert;

import io.vitrine.qemu.Extent;
import io.vitrine.qemu.KnownHoles;
import io.vitrine.qemu.Limits;
import io.vitrine.qemu.QemuImg;
import io.vitrine.storage.ConversionConfig;
import io.vitrine.storage.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/** Reads files that may be holes for the most part; where qemu-img is installed, which can find them, without those. */
@ApplicationScoped
public class SparseReader {

    private final ConversionConfig config;
    private volatile QemuImg qemu;

    SparseReader(StorageConfig config) {
        this.config = config.conversion();
    }

    /** The file's bytes, from its beginning. Blocks. */
    public InputStream open(Path file) throws IOException {
        Extent.Found data = new Extent.Found();
        try {
            qemu().map(
                            file,
                            data,
                            new Limits(
                                    config.timeout(),
                                    config.cpuTime(),
                                    config.memory().asLongValue(),
                                    Files.size(file)))
                    .done()
                    .join();
        } catch (IOException | CompletionException unknown) {
            return Files.newInputStream(file);
        }
        return KnownHoles.open(file, data.all());
    }

    /** Its isolation is found out by trying, which is nothing for the start. */
    private QemuImg qemu() {
        if (qemu == null) {
            qemu = new QemuImg();
        }
        return qemu;
    }
}
