/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.StorageError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DigestedBodyTest {

    private static final String MD5_OF_AB = "187ef4436122d1cc2f40dc2b92f0eba0";

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Test
    void body_thatIsWhatWasDeclared_passes() {
        drain(MD5_OF_AB).join();
        assertThat(taken.toString(UTF_8)).isEqualTo("ab");
    }

    @Test
    void body_thatIsNot_failsAtItsEnd() {
        assertThatThrownBy(() -> drain(MD5_OF_AB.replace('1', '2')).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StorageError.Invalid.class);
    }

    private CompletableFuture<Void> drain(String md5) {
        return new DigestedBody(DigestedBodyTest::twoChunks, DeclaredDigest.ofHex("os_hash_value", "md5", md5))
                .drainTo(chunk -> {
                    taken.write(chunk.get());
                    return CompletableFuture.completedFuture(null);
                });
    }

    private static CompletableFuture<Void> twoChunks(Function<ByteBuffer, CompletableFuture<Void>> sink) {
        return sink.apply(ByteBuffer.wrap(new byte[] {'a'}))
                .thenCompose(taken -> sink.apply(ByteBuffer.wrap(new byte[] {'b'})));
    }
}
