/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static io.vitrine.storage.out.objects.ObjectStoreContract.randomBytes;
import static io.vitrine.storage.out.objects.ObjectStoreContract.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vitrine.storage.domain.Passage;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.testkit.TestS3;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3PassageIT {

    private static final int MANY_PARTS = 23 * 1024 * 1024 + 17;

    private static TestS3 server;

    private final UUID key = UUID.randomUUID();

    @BeforeAll
    static void startServer() {
        server = TestS3.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void part_isPassedOn() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of());
        byte[] bytes = randomBytes(MANY_PARTS);
        write(store, key, bytes, bytes.length);
        StoredObject.Remote object = Passages.find(store, key);

        assertThat(Passages.part(object, 3, 1)).containsExactly(bytes[3]);
        assertThat(Passages.part(object, 1, bytes.length - 2))
                .isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length - 1));
    }

    @Test
    void passage_whoseConnectionsBreak_goesOnWhereItWas() throws IOException {
        byte[] bytes = randomBytes(MANY_PARTS);
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of());
            write(store, key, bytes, bytes.length);
            StoredObject.Remote object = Passages.find(store, key);
            wire.cut(5, 2_000_000);

            assertThat(Passages.part(object, 1, bytes.length - 1))
                    .isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }

    @Test
    void passage_whoseServerFallsSilent_goesOnWhereItWas() throws IOException {
        byte[] bytes = randomBytes(MANY_PARTS);
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of("timeout", "500ms"));
            write(store, key, bytes, bytes.length);
            StoredObject.Remote object = Passages.find(store, key);
            wire.silence(2, 2_000_000);

            assertThat(Passages.part(object, 0, bytes.length)).isEqualTo(bytes);
        }
    }

    @Test
    void passage_fromAServerWithTooMuchToDo_isAskedForAgain_butNotForEver() throws IOException {
        byte[] bytes = randomBytes(6_000_000);
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of("attempts", "3"));
            write(store, key, bytes, bytes.length);
            StoredObject.Remote object = Passages.find(store, key);
            wire.overload(2);
            assertThat(Passages.part(object, 0, bytes.length)).isEqualTo(bytes);

            wire.overload(3);
            assertThatThrownBy(() -> Passages.part(object, 0, bytes.length)).hasStackTraceContaining("status 503");
        }
    }

    @Test
    void passage_ofWhatVanished_isRefusedAtOnce() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of());
        write(store, key, randomBytes(6_000_000), 0);
        StoredObject.Remote object = Passages.find(store, key);
        store.delete(key);

        assertThatThrownBy(() -> Passages.part(object, 0, 1)).hasRootCauseInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Passages.part(object, 0, 0)).hasRootCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void passage_ofAnObjectOfAnotherSize_isRefusedAtOnce() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of());
        write(store, key, randomBytes(10), 0);
        StoredObject.Remote less = (StoredObject.Remote) store.find(key, 9).orElseThrow();
        StoredObject.Remote more = (StoredObject.Remote) store.find(key, 20).orElseThrow();

        assertThatThrownBy(() -> Passages.part(less, 0, 9))
                .hasRootCauseInstanceOf(NoSuchFileException.class)
                .hasStackTraceContaining("is to have 9 bytes and has 10");
        assertThatThrownBy(() -> Passages.part(more, 15, 5)).hasRootCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void passage_fromABucketThatIsMissing_doesNotTakeTheObjectForLost() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of());
        StoredObject.Remote object = (StoredObject.Remote) store.find(key, 9).orElseThrow();

        assertThatThrownBy(() -> Passages.part(object, 0, 9)).hasStackTraceContaining("The bucket");
    }

    @Test
    void passage_whoseReceiverIsGone_endsWithThat() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of());
        write(store, key, randomBytes(MANY_PARTS), MANY_PARTS);
        Passage passage = Passages.begin(Passages.find(store, key), 0, MANY_PARTS);
        CountDownLatch blocks = new CountDownLatch(3);

        CompletableFuture<Void> passed = passage.to(block -> {
                    blocks.countDown();
                    return blocks.getCount() > 0
                            ? CompletableFuture.completedStage(null)
                            : CompletableFuture.failedStage(new IOException("the receiver is gone"));
                })
                .toCompletableFuture();

        assertThat(passed)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("gone");
    }

    @Test
    void passage_thatIsNotTaken_holdsNoConnection() throws IOException {
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of("timeout", "500ms"));
            write(store, key, randomBytes(2 * MANY_PARTS), 0);
            StoredObject.Remote object = Passages.find(store, key);
            wire.hangUp();
            await().until(() -> wire.open() == 0);

            Passages.begin(object, 0, 2 * MANY_PARTS);

            await().until(() -> wire.open() == 0);
        }
    }
}
