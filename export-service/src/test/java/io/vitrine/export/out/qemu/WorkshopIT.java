/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopIT {

    @TempDir
    Path directory;

    @Test
    void image_thatFindsTheScratchDiskFull_isBroughtAgainLater_andLeavesNothing() throws IOException {
        Process narrow = new ProcessBuilder(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=8m none \"$0\" && exec \"$@\"",
                        directory.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NarrowDisk.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(said(narrow))
                .containsExactly(
                        "The scratch disk does not take the image; it may be full.",
                        "[lock]",
                        String.valueOf(4 << 20),
                        "[]");
    }

    @Test
    void image_whereThereIsNoQemuImg_isRefusedForGood() throws IOException {
        ProcessBuilder bare = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NarrowDisk.class.getName(),
                        directory.toString(),
                        "none")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        bare.environment().put("PATH", directory.toString());

        assertThat(said(bare.start())).singleElement().asString().contains("qemu-img is missing", "qemu-utils");
    }

    private static List<String> said(Process process) {
        return process.inputReader()
                .lines()
                .filter(line -> !line.contains("Images are") && !line.contains("Images can"))
                .toList();
    }
}
