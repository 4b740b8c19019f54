/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;

/** A process that converts an image where there is no room for it, and says what came of that. */
final class Cramped {

    private Cramped() {}

    /** {@code arguments}: a directory with room for a MiB, and not for two. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        byte[] disk = new byte[1 << 20];
        new Random().nextBytes(disk);
        Path source = Files.write(directory.resolve("source"), disk);
        Limits limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 30, 1 << 30);
        try {
            new QemuImg()
                    .convert(source, QemuFormat.RAW, directory.resolve("result"), Target.QCOW2, limits)
                    .done()
                    .join();
            System.out.println("converted");
        } catch (CompletionException e) {
            System.out.println(e.getCause() instanceof QemuFailure failure ? failure.kind() : e.getCause());
        }
    }
}
