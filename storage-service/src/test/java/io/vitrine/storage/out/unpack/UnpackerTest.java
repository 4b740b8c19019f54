/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vitrine.storage.domain.StorageError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackerTest {

    private static final int ANY = 1000;
    private static final byte[] TEXT = "an image that is packed".getBytes(StandardCharsets.US_ASCII);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    @AfterEach
    void noThread_isLeftBehind() {
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("unpacking")));
    }

    @Property(tries = 60)
    void content_isTheSame_howeverItIsPackedAndCut(
            @ForAll Packs packs,
            @ForAll @IntRange(max = 300_000) int size,
            @ForAll @IntRange(min = 500, max = 99_999) int cut) {
        byte[] content = halfRandom(size);

        assertThat(Unpacked.of(packs.pack(content), cut)).isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource(Packs.class)
    void content_thatComesByteForByte_isTheSame(Packs packs) {
        byte[] content = halfRandom(1000);

        assertThat(Unpacked.of(packs.pack(content), 1)).isEqualTo(content);
    }

    @Property(tries = 100)
    void content_thatIsNotPacked_passesAsItIs(
            @ForAll @Size(max = 50) byte[] content, @ForAll @IntRange(min = 1, max = 9) int cut) {
        assertThat(Unpacked.of(content, cut)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PK", "PK\003", "\u001f", "QFI\u00fb", "\u00fd7zXZ", "(\u00b5/"})
    void content_thatAlmostBeginsLikeAPackedOne_passesAsItIs(String start) {
        byte[] content = start.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Unpacked.of(content, ANY)).isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource(Packs.class)
    void data_thatIsCutShort_isRefused_whereverItIsCut(Packs packs) {
        byte[] packed = packs.pack(halfRandom(1500));

        for (int kept = 6; kept < packed.length; kept++) {
            byte[] cut = Arrays.copyOf(packed, kept);
            assertThatThrownBy(() -> Unpacked.of(cut, ANY))
                    .as("%d of %d bytes", kept, packed.length)
                    .isInstanceOf(StorageError.WrongContent.class)
                    .hasMessageContaining(packs.name().toLowerCase(Locale.ROOT) + " data");
        }
    }

    @Property(tries = 200)
    void data_withOneWrongByte_isRefusedOrGivesTheSame(
            @ForAll Packs packs,
            @ForAll @IntRange(min = 6, max = 700) int place,
            @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] content = halfRandom(500);
        byte[] packed = packs.pack(content);
        packed[place % (packed.length - 6) + 6] ^= (byte) flip;

        try {
            assertThat(Unpacked.of(packed, ANY)).isEqualTo(content);
        } catch (StorageError.WrongContent refused) {
            assertThat(refused).hasMessageContaining("cannot be unpacked");
        }
    }

    @ParameterizedTest
    @EnumSource(Packs.class)
    void data_withSomethingBehindIt_isRefused(Packs packs) {
        for (String behind : new String[] {"x", "garbage that is a bit longer", "\0\0\0", "x".repeat(200_000)}) {
            byte[] packed = joined(packs.pack(TEXT), behind.getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> Unpacked.of(packed, ANY)).as(behind).isInstanceOf(StorageError.WrongContent.class);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Packs.class, names = "ZIP", mode = EnumSource.Mode.EXCLUDE)
    void data_inSeveralParts_isUnpackedToTheEnd(Packs packs) {
        assertThat(Unpacked.of(joined(packs.pack(TEXT), packs.pack(TEXT)), ANY)).isEqualTo(joined(TEXT, TEXT));
    }

    @ParameterizedTest
    @EnumSource(Packs.class)
    void data_thatIsPackedTwice_isUnpackedOnce(Packs packs) {
        byte[] inner = packs.pack(TEXT);

        assertThat(Unpacked.of(packs.pack(inner), ANY)).isEqualTo(inner);
    }

    @ParameterizedTest
    @EnumSource(Packs.class)
    void bomb_isStoppedAtTheCap_andAtTheRatio(Packs packs) {
        byte[] bomb = packs.pack(new byte[40 << 20]);

        Unpacked capped = new Unpacked(5 << 20, Integer.MAX_VALUE);
        assertThatThrownBy(() -> capped.unpack(bomb, ANY)).isInstanceOf(StorageError.TooLarge.class);
        assertThat(capped.bytes.size()).isLessThanOrEqualTo(5 << 20);

        Unpacked thrifty = new Unpacked(Long.MAX_VALUE, 50);
        assertThatThrownBy(() -> thrifty.unpack(bomb, ANY))
                .isInstanceOf(StorageError.WrongContent.class)
                .hasMessageContaining("more than 50 times");
        assertThat(thrifty.bytes.size()).isLessThan(20 << 20);
    }

    @Test
    void zstd_thatNeedsTooMuchMemory_isRefused() {
        byte[] window = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) ((28 - 10) << 3), 9, 0, 0, 'a'};
        assertThatThrownBy(() -> Unpacked.of(window, ANY)).isInstanceOf(StorageError.WrongContent.class);

        window[5] = (byte) ((27 - 10) << 3);
        assertThat(Unpacked.of(window, ANY)).containsExactly('a');
    }

    @Test
    void xz_thatNeedsTooMuchMemory_isRefused() {
        byte[] packed = Packs.XZ.pack(TEXT);
        int headerEnd = 12 + (packed[12] + 1) * 4 - 4;
        packed[16] = 36;
        CRC32 crc = new CRC32();
        crc.update(packed, 12, headerEnd - 12);
        for (int i = 0; i < 4; i++) {
            packed[headerEnd + i] = (byte) (crc.getValue() >> (8 * i));
        }

        assertThatThrownBy(() -> Unpacked.of(packed, ANY))
                .isInstanceOf(StorageError.WrongContent.class)
                .hasMessageContaining("memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img,b.img", "directory/", "directory/,a.img", "a.img,directory/"})
    void zip_thatIsNotOneFile_isRefused(String names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names.split(",", -1)) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(TEXT);
                }
            }
        }

        assertThatThrownBy(() -> Unpacked.of(bytes.toByteArray(), ANY)).isInstanceOf(StorageError.WrongContent.class);
    }

    @Test
    void zip_withAStoredFileAndAComment_isUnpacked_whateverTheNameOfTheFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CRC32 crc = new CRC32();
        crc.update(TEXT);
        ZipEntry entry = new ZipEntry("../../etc/passwd");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(TEXT.length);
        entry.setCrc(crc.getValue());
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("made by hand");
            zip.putNextEntry(entry);
            zip.write(TEXT);
        }

        assertThat(Unpacked.of(bytes.toByteArray(), ANY)).isEqualTo(TEXT);
    }

    @Test
    void zip_thatIsEncrypted_isRefused() {
        byte[] packed = Packs.ZIP.pack(TEXT);
        packed[6] |= 1;

        assertThatThrownBy(() -> Unpacked.of(packed, ANY)).hasMessageContaining("encrypted");
    }

    @ParameterizedTest
    @EnumSource(Packs.class)
    void sender_whoFails_isTheReason(Packs packs) {
        IllegalStateException gone = new IllegalStateException("the sender is gone");
        byte[] packed = packs.pack(halfRandom(9000));

        CompletableFuture<Void> unpacked = Unpacker.unpack(
                sink -> sink.apply(ByteBuffer.wrap(packed, 0, 4000))
                        .thenCompose(taken -> CompletableFuture.failedFuture(gone)),
                Long.MAX_VALUE,
                ANY,
                chunk -> DONE);

        assertThatThrownBy(() -> Unpacked.join(unpacked)).isSameAs(gone);
    }

    @Test
    void sender_whoCannotEvenBegin_isTheReason() {
        IllegalStateException gone = new IllegalStateException("the sender is gone");

        CompletableFuture<Void> unpacked = Unpacker.unpack(
                sink -> {
                    throw gone;
                },
                Long.MAX_VALUE,
                ANY,
                chunk -> DONE);

        assertThatThrownBy(() -> Unpacked.join(unpacked)).isSameAs(gone);
    }

    @Test
    void sink_whichFails_isTheReason_andTheSenderLearnsIt() {
        IllegalStateException full = new IllegalStateException("the disk is full");
        CompletableFuture<Throwable> told = new CompletableFuture<>();

        CompletableFuture<Void> unpacked = Unpacker.unpack(
                sink -> sink.apply(ByteBuffer.wrap(TEXT)).whenComplete((taken, failure) -> told.complete(failure)),
                Long.MAX_VALUE,
                ANY,
                chunk -> CompletableFuture.failedFuture(full));

        assertThatThrownBy(() -> Unpacked.join(unpacked)).isSameAs(full);
        assertThat(told).isCompletedWithValue(full);
    }

    @Test
    void sink_whichIsSlow_holdsTheSenderBack() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        byte[] chunk = halfRandom(100_000);

        CompletableFuture<Void> unpacked = Unpacker.unpack(
                sink -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 100; i++) {
                        sent.incrementAndGet();
                        sink.apply(ByteBuffer.wrap(chunk)).join();
                    }
                }),
                Long.MAX_VALUE,
                ANY,
                bytes -> {
                    taken.addAndGet(bytes.remaining());
                    return slow;
                });

        await().untilAsserted(() -> assertThat(taken).hasPositiveValue());
        assertThat(sent).hasValueLessThan(3);
        slow.complete(null);
        Unpacked.join(unpacked);
        assertThat(taken).hasValue(100 * chunk.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Bytes that can be packed, but not to nothing. */
    private static byte[] halfRandom(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Arrays.fill(bytes, 0, size / 2, (byte) 'x');
        return bytes;
    }
}
