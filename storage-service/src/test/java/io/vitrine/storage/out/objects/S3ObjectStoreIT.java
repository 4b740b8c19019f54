/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.minio.RemoveBucketArgs;
import io.minio.messages.Item;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.testkit.TestS3;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ObjectStoreIT extends ObjectStoreContract {

    private static final int MANY_PARTS = 23 * 1024 * 1024 + 17;

    private static final HeldCertificate OWN =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

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

    @Override
    protected ObjectStore newStore() {
        return S3Stores.open(server, Map.of("prefix", "of/vitrine"));
    }

    @Override
    protected void takeAway(ObjectStore from) throws IOException {
        S3Bucket bucket = ((S3ObjectStore) from).bucket();
        for (Item item : bucket.list("", "")) {
            bucket.remove(item.objectName());
        }
        RemoveBucketArgs gone = RemoveBucketArgs.builder().bucket(bucket.name()).build();
        bucket.call("remove the bucket", () -> bucket.client().removeBucket(gone));
    }

    @Test
    void object_ofManyParts_isThereWhole() throws IOException {
        ObjectStore store = emptyStore();
        byte[] bytes = randomBytes(MANY_PARTS);

        write(store, key, bytes, 0);

        assertThat(read(store, key)).isEqualTo(bytes);
    }

    @Test
    void object_withMd5InsteadOfCrc_isThereWhole() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of("crc", "false"));
        byte[] bytes = randomBytes(6_000_000);

        write(store, key, bytes, bytes.length);

        assertThat(read(store, key)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"3, 128M, 2, 4", "8, 10M, 1, 3", "8, 5M, 1, 2"})
    void parts_areSentBesideEachOther_butNotMoreThanAllowed(int parallel, String memory, int least, int most)
            throws IOException {
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(
                    wire.endpoint(), server, Map.of("parallel-parts", String.valueOf(parallel), "memory", memory));
            byte[] bytes = randomBytes(2 * MANY_PARTS);

            write(store, key, bytes, 0);

            assertThat(wire.mostOpen()).isBetween(least, most);
            assertThat(read(store, key)).isEqualTo(bytes);
        }
    }

    @Test
    void object_thatIsOnlyAnnounced_takesNoMemory() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of());
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        ObjectWriter writer = store.create(key, 1L << 40);
        writer.write(ByteBuffer.allocate(1));

        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(5 << 20);
        writer.abort();
    }

    @Test
    void memory_isFreeAgain_whateverBecomesOfAnObject() throws IOException {
        byte[] bytes = randomBytes(MANY_PARTS);
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of("memory", "5M", "attempts", "1"));
            for (int i = 0; i < 2; i++) {
                ObjectWriter given = store.create(UUID.randomUUID(), 0);
                given.write(ByteBuffer.wrap(bytes, 0, 100));
                given.abort();
                ObjectWriter failed = store.create(UUID.randomUUID(), 0);
                wire.overload(1);
                assertThatThrownBy(() -> failed.write(ByteBuffer.wrap(bytes))).isInstanceOf(IOException.class);
                failed.abort();
            }

            write(store, key, bytes, bytes.length);

            assertThat(read(store, key)).isEqualTo(bytes);
        }
    }

    @Test
    void server_withACertificateOfItsOwn_isTrusted_onlyWhereThatIsNamed(@TempDir Path directory) throws IOException {
        Path authorities = Files.writeString(directory.resolve("authorities.pem"), OWN.certificatePem());
        try (SpoiledWire wire = encrypted()) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of("authorities", authorities.toString()));
            byte[] bytes = randomBytes(MANY_PARTS);
            write(store, key, bytes, bytes.length);
            assertThat(read(store, key)).isEqualTo(bytes);
            assertThat(Passages.whole(store, key)).isEqualTo(bytes);

            ObjectStore strict = S3Stores.open(wire.endpoint(), server, Map.of());
            assertThatThrownBy(() -> strict.find(key))
                    .hasStackTraceContaining("unable to find valid certification path");
        }
    }

    private static SpoiledWire encrypted() throws IOException {
        HandshakeCertificates shown =
                new HandshakeCertificates.Builder().heldCertificate(OWN).build();
        return new SpoiledWire(server.endpoint(), shown.sslContext().getServerSocketFactory());
    }

    /** Encrypted, since the client signs bytes that anybody could change. */
    @ParameterizedTest
    @CsvSource({"true, x-amz-checksum-crc32c", "false, content-md5"})
    void part_thatIsSpoiledOnItsWay_isRefusedByTheServer_andSentAgain(
            String crc, String checksum, @TempDir Path directory) throws IOException {
        Path authorities = Files.writeString(directory.resolve("authorities.pem"), OWN.certificatePem());
        byte[] bytes = randomBytes(MANY_PARTS);
        try (SpoiledWire wire = encrypted()) {
            ObjectStore store =
                    S3Stores.open(wire.endpoint(), server, Map.of("crc", crc, "authorities", authorities.toString()));
            wire.flip(3_000_000);

            write(store, key, bytes, bytes.length);

            assertThat(wire.hasFlipped()).isTrue();
            assertThat(wire.uploadHeaders()).contains(checksum);
            assertThat(read(store, key)).isEqualTo(bytes);
        }
    }

    @Test
    void server_withoutRoom_makesTheStoreFull() throws IOException {
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of());
            store.make();
            wire.fill(1);
            assertThatThrownBy(() -> store.create(key, 0)).isInstanceOf(StorageError.TooLarge.class);

            ObjectWriter writer = store.create(UUID.randomUUID(), 0);
            writer.write(ByteBuffer.wrap(randomBytes(100)));
            wire.fill(1);
            assertThatThrownBy(writer::commit).isInstanceOf(StorageError.TooLarge.class);
            writer.abort();
        }
    }

    @Test
    void keys_fromTheEnvironment_areUsedWhereNoneAreSet() throws Exception {
        ProcessBuilder child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EnvironmentKeys.class.getName(),
                        server.endpoint())
                .inheritIO();
        child.environment()
                .putAll(Map.of("AWS_ACCESS_KEY_ID", server.accessKey(), "AWS_SECRET_ACCESS_KEY", server.secretKey()));

        assertThat(child.start().waitFor()).isZero();
    }

    /** A process that makes a bucket. */
    static final class EnvironmentKeys {

        private EnvironmentKeys() {}

        public static void main(String[] arguments) throws IOException {
            new S3ObjectStore(
                            "s3",
                            S3Stores.options(Map.of(
                                    "kind",
                                    "s3",
                                    "endpoint",
                                    arguments[0],
                                    "bucket",
                                    "images-" + UUID.randomUUID(),
                                    "create-bucket",
                                    "true")))
                    .make();
        }
    }

    @Test
    void abort_ofManyParts_leavesNoUpload() throws IOException {
        S3ObjectStore store = S3Stores.open(server, Map.of());
        ObjectWriter writer = store.create(key, 0);
        writer.write(ByteBuffer.wrap(randomBytes(MANY_PARTS)));

        writer.abort();

        assertThat(store.uploads().of(store.object(key))).isEmpty();
        assertThat(store.partials(Instant.now().plusSeconds(60), 10)).isEmpty();
    }

    @Test
    void delete_ofAnotherProcessesUpload_removesIt() throws IOException {
        S3ObjectStore store = S3Stores.open(server, Map.of());
        store.create(key, 0).write(ByteBuffer.wrap(randomBytes(MANY_PARTS)));
        assertThat(store.uploads().of(store.object(key))).hasSize(1);

        store.delete(key);

        assertThat(store.uploads().of(store.object(key))).isEmpty();
    }

    @Test
    void calls_toAServerWithTooMuchToDo_areRepeated() throws IOException {
        byte[] bytes = randomBytes(MANY_PARTS);
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of());
            wire.overload(2);
            ObjectWriter writer = store.create(key, 0);
            wire.overload(3);
            writer.write(ByteBuffer.wrap(bytes));
            wire.overload(2);
            writer.commit();
            wire.overload(2);

            assertThat(read(store, key)).isEqualTo(bytes);
        }
    }

    @Test
    void read_whoseConnectionsBreak_goesOnWhereItWas() throws IOException {
        byte[] bytes = randomBytes(MANY_PARTS);
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of());
            write(store, key, bytes, bytes.length);
            var object = store.find(key).orElseThrow();
            wire.cut(5, 2_000_000);

            try (InputStream in = object.open(1, bytes.length - 1)) {
                assertThat(in.readAllBytes()).hasSize(bytes.length - 1).startsWith(bytes[1], bytes[2]);
            }
        }
    }

    @Test
    void read_whoseServerFallsSilent_goesOnWhereItWas() throws IOException {
        byte[] bytes = randomBytes(MANY_PARTS);
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            ObjectStore store = S3Stores.open(wire.endpoint(), server, Map.of("timeout", "500ms"));
            write(store, key, bytes, bytes.length);
            var object = store.find(key).orElseThrow();
            wire.silence(2, 2_000_000);

            try (InputStream in = object.open(0, bytes.length)) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void server_thatGoesAwayDuringAnUpload_failsItAndLeavesNothingToReaders() throws IOException {
        S3ObjectStore store;
        ObjectWriter writer;
        try (SpoiledWire wire = new SpoiledWire(server.endpoint())) {
            store = S3Stores.open(wire.endpoint(), server, Map.of("attempts", "2", "bucket", "images-away"));
            writer = store.create(key, 0);
            writer.write(ByteBuffer.wrap(randomBytes(MANY_PARTS)));
        }

        assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
        assertThatThrownBy(writer::abort).isInstanceOf(IOException.class);
        S3ObjectStore again = S3Stores.open(server, Map.of("bucket", "images-away"));
        assertThat(again.find(key)).isEmpty();
        assertThat(again.partials(Instant.now().plusSeconds(60), 10)).containsExactly(key);
        again.delete(key);
        assertThat(again.uploads().of(again.object(key))).isEmpty();
    }

    @Test
    void wrongSecret_isSaidWithoutTheSecret() {
        ObjectStore store = S3Stores.open(server, Map.of("secret-key", "not-the-secret"));

        assertThatThrownBy(() -> store.find(key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("AccessDenied")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("not-the-secret"));
    }

    @Test
    void bucket_missing_isMadeOnlyWhereAllowed() {
        ObjectStore store = S3Stores.open(server, Map.of("create-bucket", "false"));

        assertThatThrownBy(() -> store.create(key, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("create-bucket");
    }

    @Test
    void uploads_moreThanAllowed_areToldToComeBack() throws IOException {
        ObjectStore store = S3Stores.open(server, Map.of("memory", "9M"));
        ObjectWriter first = store.create(key, 0);

        assertThatThrownBy(() -> store.create(UUID.randomUUID(), 0)).isInstanceOf(StorageError.Unavailable.class);
        first.abort();
        store.create(UUID.randomUUID(), 0).abort();
    }
}
