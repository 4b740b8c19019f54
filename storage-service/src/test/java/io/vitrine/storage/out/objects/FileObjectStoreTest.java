/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {

    private static final long MORE_THAN_ANY_DISK = 1L << 60;

    private final UUID key = UUID.randomUUID();

    @TempDir
    Path root;

    @Override
    protected ObjectStore newStore() throws IOException {
        return new FileObjectStore("file", root.resolve("new"), 0);
    }

    @Override
    protected void takeAway(ObjectStore from) throws IOException {
        Files.move(root.resolve("objects"), root.resolve("away"));
        Files.delete(root.resolve("partial"));
    }

    @Override
    protected ObjectStore emptyStore() throws IOException {
        return made(0);
    }

    private FileObjectStore made(long reserve) throws IOException {
        FileObjectStore store = new FileObjectStore("file", root, reserve);
        store.make();
        return store;
    }

    @Test
    void open_ofAnEmptyDirectory_makesNothingInIt() throws IOException {
        Path bare = Files.createDirectory(root.resolve("bare"));
        ObjectStore store = new FileObjectStore("file", bare, 0);

        assertThatThrownBy(() -> store.create(key, 0)).isInstanceOf(IOException.class);
        assertThat(bare).isEmptyDirectory();
    }

    @Test
    void create_intoTheReserve_saysTheStoreIsFull() throws IOException {
        ObjectStore full = made(MORE_THAN_ANY_DISK);

        assertThatThrownBy(() -> full.create(key, 0))
                .isInstanceOf(StorageError.TooLarge.class)
                .hasMessageContaining("no room");
        assertThat(root.resolve("partial")).isEmptyDirectory();
    }

    @Test
    void create_ofMoreThanThereIsRoomFor_saysSoBeforeTheFirstByte() throws IOException {
        ObjectStore store = emptyStore();

        assertThatThrownBy(() -> store.create(key, MORE_THAN_ANY_DISK)).isInstanceOf(StorageError.TooLarge.class);
    }

    @Test
    void write_toAFullDisk_saysTheStoreIsFull() throws IOException {
        FileObjectStore store = made(0);
        ObjectWriter writer =
                new FileObjectWriter(store, key, FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE));

        assertThatThrownBy(() -> writer.write(ByteBuffer.allocate(1))).isInstanceOf(StorageError.TooLarge.class);
    }

    @Test
    void object_thatIsFlushedOnItsWay_andEndsWithZeros_isWhole() throws IOException {
        byte[] block = new byte[1 << 20];
        new Random(3).nextBytes(block);
        ObjectStore store = emptyStore();
        ObjectWriter writer = store.create(key, 0);
        for (int i = 0; i < 80; i++) {
            writer.write(ByteBuffer.wrap(block));
        }
        writer.write(ByteBuffer.allocate(block.length));
        writer.commit();

        Path file = ((StoredObject.LocalFile) store.find(key).orElseThrow()).path();
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int i = 0; i < 80; i++) {
                assertThat(bytes.readNBytes(block.length)).isEqualTo(block);
            }
            assertThat(bytes.readAllBytes()).isEqualTo(new byte[block.length]);
        }
    }

    @Test
    void bytes_thatDidNotReachTheDiskWhileMoreCame_failTheEnd() throws IOException {
        FileChannel gone =
                FileChannel.open(root.resolve("gone"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        gone.close();
        EarlyFlush flush = new EarlyFlush(gone);
        flush.written(1 << 30);

        assertThatThrownBy(flush::finish).isInstanceOf(IOException.class);
    }

    @Test
    void delete_ofAnObjectThatIsBeingRead_letsTheReaderFinish() throws IOException {
        ObjectStore store = emptyStore();
        ObjectWriter writer = store.create(key, 0);
        writer.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        writer.commit();
        StoredObject.LocalFile object = (StoredObject.LocalFile) store.find(key).orElseThrow();

        try (RandomAccessFile open = new RandomAccessFile(object.path().toFile(), "r")) {
            store.delete(key);
            assertThat(open.length()).isEqualTo(3);
            assertThat(open.read()).isEqualTo(1);
        }
    }

    @Test
    void objects_lieInShards_andThePathHidesNothingElse() throws IOException {
        UUID known = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");
        emptyStore().create(known, 0).commit();

        assertThat(root.resolve("objects/ef/" + known)).isEmptyFile();
        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void file_onItsFileSystem_becomesTheObject_unlessItIsALink() throws IOException {
        FileObjectStore store = made(0);
        Path file = Files.write(root.resolve("made"), new byte[] {1, 2, 3});
        Path link = Files.createSymbolicLink(root.resolve("link"), file);
        UUID other = UUID.randomUUID();

        ObjectWriter writer = store.adopt(key, file).orElseThrow();
        writer.commit();

        assertThat(Files.isSameFile(store.object(key), file)).isTrue();
        assertThat(store.adopt(other, link)).isEmpty();
        assertThat(store.adopt(other, root)).isEmpty();
        assertThat(store.adopt(other, Path.of("/proc/self/stat"))).isEmpty();
        assertThat(store.adopt(other, root.resolve("none"))).isEmpty();
        assertThat(store.partial(other)).doesNotExist();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void partials_withForeignFiles_passesThemBy() throws IOException {
        Files.createFile(root.resolve("lost+found"));
        ObjectStore store = emptyStore();
        Files.createFile(root.resolve("partial/.nfs0001"));

        assertThat(store.partials(Instant.now().plusSeconds(60), 10)).isEmpty();
    }
}
