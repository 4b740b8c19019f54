/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.ObjectWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {

    private static final int BLOCKS = 3;
    private static final Terms ANY = Terms.upTo(Long.MAX_VALUE);

    private final Written written = new Written();
    private final Examination examination = new Examination(ANY, HashAlgorithm.SHA512);
    private final Intake intake = new Intake(written, examination.observers(), BLOCKS, ForkJoinPool.commonPool());

    @ParameterizedTest
    @CsvSource({
        "'', d41d8cd98f00b204e9800998ecf8427e, cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        "abc, 900150983cd24fb0d6963f7d28e17f72, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    })
    void digests_ofPublishedVectors_areAsPublished(String text, String md5, String sha512) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        intake.take(ByteBuffer.wrap(bytes)).join();

        assertThat(examination.conclude(intake.finish().join()).digests())
                .isEqualTo(new Digests(bytes.length, md5, HashAlgorithm.SHA512, sha512));
    }

    @Property(tries = 100)
    void digests_doNotDependOnHowTheBytesAreCut(
            @ForAll @Size(max = 12) List<@IntRange(max = 2 * Intake.BLOCK + 1) Integer> chunks,
            @ForAll HashAlgorithm algorithm) {
        byte[] bytes = randomBytes(chunks.stream().mapToInt(Integer::intValue).sum());
        Written store = new Written();
        Examination what = new Examination(ANY, algorithm);
        Intake any = new Intake(store, what.observers(), BLOCKS, ForkJoinPool.commonPool());
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        for (int chunk : chunks) {
            any.take(rest.slice().limit(chunk)).join();
            rest.position(rest.position() + chunk);
        }

        TakenIn taken = what.conclude(any.finish().join());
        assertThat(taken.digests())
                .isEqualTo(new Digests(bytes.length, hex(HashAlgorithm.MD5, bytes), algorithm, hex(algorithm, bytes)));
        assertThat(taken.inspection().bytes()).isEqualTo(bytes.length);
        assertThat(store.bytes.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void take_whileTheStoreIsSlow_holdsTheSenderBackAfterTheLastBlock() {
        written.slow = new CompletableFuture<>();
        for (int i = 0; i < BLOCKS - 1; i++) {
            assertThat(intake.take(ByteBuffer.allocate(Intake.BLOCK))).isDone();
        }
        CompletableFuture<Void> last = intake.take(ByteBuffer.allocate(Intake.BLOCK));
        assertThat(last).isNotDone();

        written.slow.complete(null);
        last.join();
        assertThat(intake.finish().join()).isEqualTo((long) BLOCKS * Intake.BLOCK);
    }

    @Test
    void take_afterAFailedWrite_fails() {
        written.failure = new IOException("the disk is gone");
        for (int i = 0; i < BLOCKS - 1; i++) {
            intake.take(ByteBuffer.allocate(Intake.BLOCK))
                    .exceptionally(failure -> null)
                    .join();
        }

        CompletableFuture<Void> next = intake.take(ByteBuffer.allocate(Intake.BLOCK));
        assertThatThrownBy(next::join).hasRootCauseMessage("the disk is gone");
        assertThatThrownBy(() -> intake.finish().join()).hasRootCauseMessage("the disk is gone");
        intake.quiet().join();
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String hex(HashAlgorithm algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(algorithm.begin().digest(bytes));
    }

    /** Keeps what was written; slow or failing where a test wants it. */
    private static final class Written implements ObjectWriter {

        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        volatile CompletableFuture<Void> slow = CompletableFuture.completedFuture(null);
        volatile IOException failure;

        @Override
        public void write(ByteBuffer block) throws IOException {
            slow.join();
            if (failure != null) {
                throw failure;
            }
            while (block.hasRemaining()) {
                bytes.write(block.get());
            }
        }

        @Override
        public void commit() {}

        @Override
        public void abort() {}
    }
}
