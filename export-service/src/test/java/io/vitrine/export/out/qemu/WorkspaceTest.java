/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.diskformat.DiskFormat;
import io.vitrine.diskformat.Inspection;
import io.vitrine.export.domain.ExportError;
import io.vitrine.qemu.QemuImg;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    private static final int SIZE = 4096;

    @TempDir
    Path directory;

    private Path image;
    private Workspace workspace;

    @BeforeEach
    void open() throws IOException {
        image = Files.write(directory.resolve("image"), new byte[SIZE]);
        workspace = new Workspace(
                Files.createDirectory(directory.resolve("work")),
                new Room(directory, 0).take(0),
                new QemuImg(),
                NarrowDisk.config(directory).conversion(),
                closed -> {});
    }

    @Test
    void image_isLinked_andOutlivesIt() throws IOException {
        Optional<Inspection> found = workspace.link(image, SIZE);

        assertThat(found).hasValueSatisfying(it -> {
            assertThat(it.format()).isEqualTo(DiskFormat.RAW);
            assertThat(it.bytes()).isEqualTo(SIZE);
        });
        assertThat(Files.isSameFile(workspace.source(), image)).isTrue();
        workspace.close();
        assertThat(image).hasSize(SIZE);
        assertThat(workspace.source()).doesNotExist();
    }

    @Test
    void whatIsNoPlainFile_ofThatSize_onThatFileSystem_isNotLinked_andCanBeCopied() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), image);

        assertThat(workspace.link(link, SIZE)).isEmpty();
        assertThat(workspace.link(image, SIZE + 1)).isEmpty();
        assertThat(workspace.link(directory, SIZE)).isEmpty();
        assertThat(workspace.link(directory.resolve("none"), SIZE)).isEmpty();
        assertThat(workspace.link(Path.of("/proc/self/stat"), 0)).isEmpty();

        assertThat(workspace.source()).doesNotExist();
        assertThat(workspace.bring(new ByteArrayInputStream(new byte[SIZE])).bytes())
                .isEqualTo(SIZE);
        assertThat(link).isSymbolicLink();
        assertThat(image).hasSize(SIZE);
    }

    @Test
    void workspace_thatIsClosed_takesNoRoom() {
        workspace.close();
        assertThatThrownBy(() -> workspace.makeRoom(1)).isInstanceOf(ExportError.LeaseLost.class);
    }
}
