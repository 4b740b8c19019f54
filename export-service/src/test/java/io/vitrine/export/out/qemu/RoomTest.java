/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.export.domain.ExportError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
