/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    Path shared;

    @Test
    void start_removesWhatTheDeadLeft_andNothingElse() throws IOException {
        Path dead = Files.createDirectories(shared.resolve("dead/conversion/objects"));
        Files.createFile(shared.resolve("dead/lock"));
        Files.writeString(dead.resolve("source"), "half an image");
        Path foreign = Files.createFile(
                Files.createDirectory(shared.resolve("foreign")).resolve("file"));
        Path elsewhere = Files.writeString(Files.createTempFile("elsewhere", ""), "kept");
        Files.createSymbolicLink(shared.resolve("dead/link"), elsewhere);
        Path living = Scratch.below(shared).directory();

        Scratch second = Scratch.below(shared);
        Path own = second.directory();

        assertThat(shared.resolve("dead")).doesNotExist();
        assertThat(foreign).exists();
        assertThat(living).isEmptyDirectory();
        assertThat(own).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(own.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(elsewhere).hasContent("kept");
        second.close();
        assertThat(own.getParent()).doesNotExist();
        Files.delete(elsewhere);
    }
}
