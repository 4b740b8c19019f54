/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseFileTest {

    private static final int PIECE = 64 << 10;
    private static final int BLOCK = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void file_isTheSame_withHolesForZeros() throws IOException {
        byte[] block = new byte[BLOCK];
        new Random(7).nextBytes(block);
        Arrays.fill(block, PIECE, 10 * PIECE, (byte) 0);
        Arrays.fill(block, 1_000_000, block.length, (byte) 0);
        List<byte[]> blocks = List.of(block, Arrays.copyOf(block, 70_000), new byte[200_000]);

        long written = written(blocks);

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        blocks.forEach(all::writeBytes);
        assertThat(Files.readAllBytes(directory.resolve("sparse"))).isEqualTo(all.toByteArray());
        assertThat(written).isEqualTo(BLOCK - 9 * PIECE + 70_000 + 200_000 % PIECE);
    }

    @Test
    void file_ofNothingButZeros_hasItsLength() throws IOException {
        assertThat(written(List.of(new byte[BLOCK], new byte[BLOCK]))).isZero();

        assertThat(Files.readAllBytes(directory.resolve("sparse"))).isEqualTo(new byte[2 * BLOCK]);
    }

    private long written(List<byte[]> blocks) throws IOException {
        long written = 0;
        try (FileChannel file = FileChannel.open(
                directory.resolve("sparse"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SparseFile sparse = new SparseFile(file);
            for (byte[] block : blocks) {
                ByteBuffer taken = ByteBuffer.wrap(block);
                written += sparse.write(taken);
                assertThat(taken.hasRemaining()).isFalse();
            }
            sparse.finish();
        }
        return written;
    }
}
