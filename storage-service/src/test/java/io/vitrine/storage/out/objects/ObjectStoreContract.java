/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link ObjectStore} owes, whatever it is made of: one subclass for each backend. */
public abstract class ObjectStoreContract {

    private static final byte[] BYTES = randomBytes(1_000_003);

    private final UUID key = UUID.randomUUID();
    private ObjectStore store;

    /** A store whose place was never made. */
    protected abstract ObjectStore newStore() throws IOException;

    /** Takes the store's place away, and all that lies in it. */
    protected abstract void takeAway(ObjectStore from) throws Exception;

    /** A store with nothing in it. */
    protected ObjectStore emptyStore() throws IOException {
        ObjectStore empty = newStore();
        empty.make();
        return empty;
    }

    @BeforeEach
    void openStore() throws IOException {
        store = emptyStore();
    }

    @Test
    void place_neverMade_isNotTakenForEmpty() throws IOException {
        requireNothingTold(newStore());
    }

    @Test
    void place_thatWentAway_isNotTakenForEmpty() throws Exception {
        writeWhole(key, BYTES);
        assertThat(store.isThere()).isTrue();

        takeAway(store);

        requireNothingTold(store);
    }

    private void requireNothingTold(ObjectStore away) throws IOException {
        assertThatThrownBy(() -> away.find(key)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> away.delete(key)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> away.keys(null, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> away.partials(Instant.now(), 1)).isInstanceOf(IOException.class);
        assertThat(away.isThere()).isFalse();
    }

    @Test
    void object_onceCommitted_isThereWhole() throws IOException {
        writeWhole(key, BYTES);

        assertThat(contentOf(key)).isEqualTo(BYTES);
        assertThat(store.find(key)).hasValueSatisfying(o -> assertThat(o.size()).isEqualTo(BYTES.length));
        assertThat(partials()).isEmpty();
    }

    @Test
    void object_withoutBytes_isThereToo() throws IOException {
        store.create(key, 0).commit();

        assertThat(contentOf(key)).isEmpty();
    }

    @Test
    void object_beforeCommit_isNotThere() throws IOException {
        ObjectWriter writer = store.create(key, BYTES.length);
        writer.write(ByteBuffer.wrap(BYTES));

        assertThat(store.find(key)).isEmpty();
        writer.abort();
    }

    @Test
    void object_neverWritten_isNotThere() throws IOException {
        assertThat(store.find(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 1000003", "65535, 2", "999999, 4", "1000003, 0", "500000, 0"})
    void open_ofAPart_hasJustItsBytes(int offset, int length) throws IOException {
        writeWhole(key, BYTES);

        try (InputStream part = store.find(key).orElseThrow().open(offset, length)) {
            assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + length));
        }
    }

    @Test
    void open_ofAnObjectThatIsGone_fails() throws IOException {
        writeWhole(key, BYTES);
        StoredObject object = store.find(key).orElseThrow();
        store.delete(key);

        assertThatThrownBy(() -> object.open(0, BYTES.length)).isInstanceOf(IOException.class);
    }

    @Test
    void write_anyBlock_isTakenFromItsPositionToItsLimit() throws IOException {
        ObjectWriter writer = store.create(key, 0);
        ByteBuffer block = ByteBuffer.wrap(BYTES, 3, 5);
        writer.write(block);
        writer.write(ByteBuffer.allocate(0));
        writer.write(ByteBuffer.wrap(BYTES, 8, 2).asReadOnlyBuffer());
        writer.commit();

        assertThat(block.hasRemaining()).isFalse();
        assertThat(contentOf(key)).isEqualTo(Arrays.copyOfRange(BYTES, 3, 10));
    }

    @Test
    void abort_leavesNothing() throws IOException {
        ObjectWriter writer = store.create(key, 0);
        writer.write(ByteBuffer.wrap(BYTES));
        writer.abort();
        writer.abort();

        assertThat(store.find(key)).isEmpty();
        assertThat(partials()).isEmpty();
    }

    @Test
    void abort_afterCommit_changesNothing() throws IOException {
        ObjectWriter writer = store.create(key, 0);
        writer.write(ByteBuffer.wrap(BYTES));
        writer.commit();
        writer.abort();

        assertThat(contentOf(key)).isEqualTo(BYTES);
    }

    @Test
    void object_ofAFile_isItsOwn_fromItsCommitOn(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("file"), BYTES);
        ObjectWriter writer = writerOf(file);
        ByteBuffer block = ByteBuffer.wrap(BYTES);
        writer.write(block);
        assertThat(block.hasRemaining()).isFalse();
        assertThat(store.find(key)).isEmpty();

        writer.commit();
        Files.delete(file);

        assertThat(contentOf(key)).isEqualTo(BYTES);
        assertThat(partials()).isEmpty();
        assertThatThrownBy(() -> writerOf(Files.write(file, BYTES))).isInstanceOf(IOException.class);
        assertThat(contentOf(key)).isEqualTo(BYTES);
    }

    @Test
    void object_ofAFile_thatIsAborted_leavesTheFileAlone(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("file"), BYTES);
        ObjectWriter writer = writerOf(file);
        writer.write(ByteBuffer.wrap(BYTES));

        writer.abort();
        writer.abort();

        assertThat(store.find(key)).isEmpty();
        assertThat(partials()).isEmpty();
        assertThat(file).hasBinaryContent(BYTES);
    }

    private ObjectWriter writerOf(Path file) throws IOException {
        Optional<ObjectWriter> adopted = store.adopt(key, file);
        return adopted.isPresent() ? adopted.get() : store.create(key, BYTES.length);
    }

    @Test
    void create_ofAKeyInUse_isRefusedAndHarmsNothing() throws IOException {
        writeWhole(key, BYTES);

        assertThatThrownBy(() -> store.create(key, 0)).isInstanceOf(IOException.class);
        assertThat(contentOf(key)).isEqualTo(BYTES);
    }

    @Test
    void delete_removesTheObject() throws IOException {
        writeWhole(key, BYTES);
        store.delete(key);

        assertThat(store.find(key)).isEmpty();
    }

    @Test
    void delete_ofWhatIsNotThere_isDone() throws IOException {
        store.delete(key);
        store.delete(key);

        assertThat(store.find(key)).isEmpty();
    }

    @Test
    void delete_duringTheWriting_keepsTheObjectFromAppearing() throws IOException {
        ObjectWriter writer = store.create(key, 0);
        writer.write(ByteBuffer.wrap(BYTES));
        store.delete(key);

        assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
        writer.abort();
        assertThat(store.find(key)).isEmpty();
        assertThat(partials()).isEmpty();
    }

    @Test
    void partials_listsWhatWasLeftBehind_andDeleteRemovesIt() throws IOException {
        store.create(key, 0).write(ByteBuffer.wrap(BYTES));

        assertThat(store.partials(Instant.now().minusSeconds(3600), 10)).isEmpty();
        assertThat(partials()).containsExactly(key);
        store.delete(key);
        assertThat(partials()).isEmpty();
    }

    @Test
    void partials_many_givesNoMoreThanAskedFor() throws IOException {
        for (int i = 0; i < 5; i++) {
            store.create(UUID.randomUUID(), 0).write(ByteBuffer.wrap(BYTES));
        }

        assertThat(store.partials(Instant.now().plusSeconds(60), 3)).hasSize(3);
    }

    @Test
    void keys_areThoseOfCompleteObjects_pageByPage() throws IOException {
        Set<UUID> written = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            UUID one = UUID.randomUUID();
            writeWhole(one, BYTES);
            written.add(one);
        }
        store.create(key, 0).write(ByteBuffer.wrap(BYTES));

        List<UUID> listed = new ArrayList<>();
        List<UUID> page = store.keys(null, 3);
        for (; page.size() == 3; page = store.keys(listed.getLast(), 3)) {
            listed.addAll(page);
        }
        listed.addAll(page);

        assertThat(listed).doesNotHaveDuplicates().doesNotContain(key).containsAll(written);
        assertThat(store.keys(listed.getLast(), 3)).isEmpty();
    }

    @Test
    void objects_writtenAtOnce_doNotMix() {
        Stream<UUID> keys = IntStream.range(0, 8).mapToObj(i -> UUID.randomUUID());

        assertThat(keys.parallel().map(this::writtenAndReadBack))
                .allSatisfy(read -> assertThat(read).isEqualTo(BYTES));
    }

    private byte[] writtenAndReadBack(UUID key) {
        try {
            writeWhole(key, BYTES);
            return contentOf(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeWhole(UUID key, byte[] bytes) throws IOException {
        write(store, key, bytes, bytes.length);
    }

    /** Writes an object in pieces, as an upload does. */
    static void write(ObjectStore store, UUID key, byte[] bytes, long expectedSize) throws IOException {
        ObjectWriter writer = store.create(key, expectedSize);
        for (int from = 0; from < bytes.length; from += 65_536) {
            writer.write(ByteBuffer.wrap(bytes, from, Math.min(65_536, bytes.length - from)));
        }
        writer.commit();
    }

    private byte[] contentOf(UUID key) throws IOException {
        return read(store, key);
    }

    static byte[] read(ObjectStore store, UUID key) throws IOException {
        StoredObject object = store.find(key).orElseThrow();
        try (InputStream bytes = object.open(0, object.size())) {
            return bytes.readAllBytes();
        }
    }

    private List<UUID> partials() throws IOException {
        return store.partials(Instant.now().plusSeconds(60), 10);
    }

    /** As many bytes, the same each time. */
    static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
