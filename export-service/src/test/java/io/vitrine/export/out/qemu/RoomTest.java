/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.export.domain.ExportError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {

    @TempDir
    Path directory;

    @Test
    void share_beyondWhatIsLeft_hasToWait_untilAnotherGivesItBack() throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        Room room = new Room(directory, free - (1 << 30));
        Room.Share first = room.take(600 << 20);

        assertThatThrownBy(() -> room.take(600 << 20)).isInstanceOf(ExportError.Unavailable.class);
        assertThatThrownBy(() -> first.grow(600 << 20)).isInstanceOf(ExportError.Unavailable.class);
        first.close();

        try (Room.Share second = room.take(600 << 20)) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void share_beyondTheWholeDisk_isNeverThere() throws IOException {
        Room room = new Room(directory, 0);
        assertThatThrownBy(() -> room.take(Long.MAX_VALUE)).isInstanceOf(ExportError.Impossible.class);
        try (Room.Share share = room.take(1)) {
            assertThatThrownBy(() -> share.grow(Long.MAX_VALUE - 1)).isInstanceOf(ExportError.Impossible.class);
        }
    }

    @Test
    void sparseFile_isTheSame_withHolesForZeros() throws IOException {
        byte[] block = new byte[1 << 20];
        new Random(7).nextBytes(block);
        Arrays.fill(block, 64 << 10, 640 << 10, (byte) 0);
        Arrays.fill(block, 1_000_000, block.length, (byte) 0);
        Path file = directory.resolve("sparse");

        try (SparseFile sparse = new SparseFile(file)) {
            sparse.write(block, block.length);
            sparse.write(block, 70_000);
            sparse.write(new byte[200_000], 200_000);
        }

        byte[] written = Files.readAllBytes(file);
        assertThat(written).hasSize(block.length + 270_000);
        assertThat(Arrays.copyOf(written, block.length)).isEqualTo(block);
        assertThat(Arrays.copyOfRange(written, block.length, block.length + 70_000))
                .isEqualTo(Arrays.copyOf(block, 70_000));
        assertThat(Arrays.copyOfRange(written, block.length + 70_000, written.length))
                .containsOnly(0);
    }
}
