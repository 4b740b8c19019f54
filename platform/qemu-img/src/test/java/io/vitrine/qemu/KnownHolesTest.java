/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHolesTest {

    private static final int SIZE = 100_000;

    @TempDir
    Path directory;

    @Test
    void data_isRead_andHolesAreNot() throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(5).nextBytes(bytes);
        Path file = Files.write(directory.resolve("disk"), bytes);
        byte[] expected = new byte[SIZE];
        copy(bytes, expected, 10_000, 20_000);
        copy(bytes, expected, 20_000, 20_001);
        copy(bytes, expected, 90_000, SIZE);

        // A map ends with a whole sector.
        List<Extent> data =
                List.of(new Extent(10_000, 20_000), new Extent(20_000, 20_001), new Extent(90_000, SIZE + 352));

        assertThat(read(file, data)).isEqualTo(expected);
        assertThat(read(file, List.of())).isEqualTo(new byte[SIZE]);
        assertThat(read(file, List.of(new Extent(0, SIZE)))).isEqualTo(bytes);
    }

    private static void copy(byte[] from, byte[] to, int start, int end) {
        System.arraycopy(from, start, to, start, end - start);
    }

    private static byte[] read(Path file, List<Extent> data) throws IOException {
        byte[] block = new byte[SIZE + 1];
        Arrays.fill(block, (byte) 1);
        try (InputStream bytes = KnownHoles.open(file, data)) {
            int length = bytes.readNBytes(block, 0, block.length);
            return Arrays.copyOf(block, length);
        }
    }
}
