/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.diskformat.MaliciousImages;
import io.vitrine.qemu.QemuFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real qemu-img, with what strangers may send. */
@Tag("qemu-img")
class QemuImgIT {

    private static final int MEBIBYTE = 1 << 20;
    private static final int SECTOR = 512;
    private static final String SECRET = "a secret that no image may show";
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(1), Duration.ofSeconds(30), 2L << 30, 64 * MEBIBYTE);

    @TempDir
    Path outside;

    private final QemuImg qemu = new QemuImg();
    private Path own;

    @BeforeEach
    void directory() throws IOException {
        own = Files.createDirectory(outside.resolve("own"));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void disk_isTheSame_inEveryFormat_madeOfThisOne(Target first) throws IOException {
        byte[] disk = disk(2 * MEBIBYTE + 3 * SECTOR);
        Path raw = Files.write(own.resolve("raw"), disk);
        Path source = convert(raw, QemuFormat.RAW, "source", first, LIMITS);
        for (Target second : Target.values()) {
            Path result = convert(source, first.format(), second.name(), second, LIMITS);
            Run comparison = qemu.compare(raw, QemuFormat.RAW, result, second.format(), LIMITS);
            comparison.done().join();

            assertThat(comparison.progress()).isEqualTo(1);
        }
        assertThat(Files.readAllBytes(own.resolve(Target.RAW.name()))).isEqualTo(disk);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void result_isSound(Target target) throws IOException {
        Path source = Files.write(own.resolve("source"), disk(MEBIBYTE));
        Path result = convert(source, QemuFormat.RAW, "result", target, LIMITS);
        qemu.check(result, target.format(), LIMITS).done().join();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void result_takesNoMoreRoomThanWasMeasured(Target target) throws Exception {
        Path raw = own.resolve("raw");
        try (FileChannel file = FileChannel.open(raw, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int at = 0; at < 32; at += 5) {
                file.write(ByteBuffer.wrap(disk(SECTOR)), (long) at * MEBIBYTE);
            }
        }
        DiskInspector inspector = new DiskInspector();
        inspector.feed(ByteBuffer.wrap(Files.readAllBytes(raw)));

        long most = QemuImg.measured(qemu.measure(raw, inspector.finish(), QemuFormat.RAW, target, LIMITS));

        assertThat(roomOf(convert(raw, QemuFormat.RAW, "result", target, LIMITS)))
                .isBetween(1L, most);
        assertThat(most).isLessThan(31 * MEBIBYTE);
    }

    @Test
    void partsOfARawDisk_thatAreMoreThanHoles_areFound() throws IOException {
        Path raw = own.resolve("raw");
        try (FileChannel file = FileChannel.open(raw, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(disk(MEBIBYTE)), 4L * MEBIBYTE);
            file.write(ByteBuffer.wrap(disk(SECTOR)), 16L * MEBIBYTE - SECTOR);
        }
        Extent.Found found = new Extent.Found();

        qemu.map(raw, found, LIMITS).done().join();

        assertThat(found.all()).hasSize(2);
        assertThat(found.all().getFirst()).isEqualTo(new Extent(4L * MEBIBYTE, 5L * MEBIBYTE));
        assertThat(found.all().getLast().start()).isBetween(15L * MEBIBYTE, 16L * MEBIBYTE - SECTOR);
        assertThat(found.all().getLast().end()).isEqualTo(16L * MEBIBYTE);
    }

    private static long roomOf(Path file) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return SECTOR * Long.parseLong(stat.inputReader().readLine());
    }

    @Test
    void disk_thatDiffersInOneByte_isNotTheSame() throws IOException {
        byte[] disk = disk(2 * MEBIBYTE);
        Path one = Files.write(own.resolve("one"), disk);
        disk[disk.length - 1]++;
        Path other = Files.write(own.resolve("other"), disk);
        assertFails(qemu.compare(one, QemuFormat.RAW, other, QemuFormat.RAW, LIMITS), Kind.IMAGE);
    }

    @Test
    void result_thatContradictsItself_isFoundOut() throws IOException {
        Path source = Files.write(own.resolve("source"), disk(MEBIBYTE));
        Path result = convert(source, QemuFormat.RAW, "result", Target.QCOW2, LIMITS);
        byte[] bytes = Files.readAllBytes(result);
        // the first entry of the refcount table points beyond the file
        ByteBuffer.wrap(bytes).putLong(65536, 1L << 40);
        Files.write(result, bytes);
        assertFails(qemu.check(result, QemuFormat.QCOW2, LIMITS), Kind.IMAGE);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void disk_isTheSame_howeverIsolated(Isolation isolation) throws IOException {
        assumeThat(isolation).isGreaterThanOrEqualTo(qemu.isolation());
        Path source = Files.write(own.resolve("source"), disk(MEBIBYTE));
        Path result = own.resolve("result");
        QemuImg other = new QemuImg(new Confinement(isolation));
        other.convert(source, QemuFormat.RAW, result, Target.QCOW2, LIMITS)
                .done()
                .join();

        other.compare(source, QemuFormat.RAW, result, QemuFormat.QCOW2, LIMITS)
                .done()
                .join();
    }

    @Test
    void program_seesNoFileAndNoNetworkButItsOwn_asFarAsIsSaid() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), SECRET);
        Files.writeString(own.resolve("mine"), "mine");
        try (ServerSocket canary = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String connect = "exec 3<>/dev/tcp/127.0.0.1/" + canary.getLocalPort();

            assertThat(succeeds("cat", "./mine")).isTrue();
            assertThat(succeeds("cat", secret.toString())).isEqualTo(qemu.isolation() != Isolation.FILES_AND_NETWORK);
            assertThat(succeeds("bash", "-c", connect)).isEqualTo(qemu.isolation() == Isolation.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo x >> kept",
                "exec 3<>kept",
                "truncate -s 0 kept",
                "rm -f kept",
                "mv other kept",
                "ln kept more && echo x >> more",
                "chmod u+w kept && echo x >> kept",
                "umount kept; echo x >> kept",
                "mount -o remount,rw,bind kept; echo x >> kept"
            })
    void file_thatIsKept_canBeReadOnly(String attempt) throws IOException {
        assumeThat(qemu.isolation()).isEqualTo(Isolation.FILES_AND_NETWORK);
        Path elsewhere = Files.writeString(outside.resolve("elsewhere"), "as it was");
        Path kept = Files.createLink(own.resolve("kept"), elsewhere);
        Files.writeString(own.resolve("other"), "another");

        assertThat(succeeds(kept, "sh", "-c", "cat kept && echo x > new")).isTrue();
        assertThat(succeeds(kept, "bash", "-c", attempt)).isFalse();
        assertThat(succeeds(own, "sh", "-c", "cat kept")).isTrue();
        assertThat(succeeds(own, "bash", "-c", attempt)).isFalse();
        assertThat(succeeds(own, "sh", "-c", "echo x >> other")).isFalse();

        assertThat(kept).hasContent("as it was");
        assertThat(elsewhere).hasContent("as it was");
    }

    /** Bubblewrap lets see nothing of this, and drops them all by itself. */
    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "FILES_AND_NETWORK", mode = EnumSource.Mode.EXCLUDE)
    void program_hasNoPrivileges_andGetsNone(Isolation isolation) throws IOException {
        assumeThat(isolation).isGreaterThanOrEqualTo(qemu.isolation());
        Process process = new Confinement(isolation)
                .command(own, null, LIMITS, List.of("cat", "/proc/self/status"))
                .start();
        assertThat(process.inputReader().lines())
                .contains("CapPrm:\t0000000000000000", "CapEff:\t0000000000000000", "NoNewPrivs:\t1");
    }

    private boolean succeeds(String... program) throws IOException {
        return succeeds((Path) null, program);
    }

    private boolean succeeds(Path kept, String... program) throws IOException {
        Process process = Confinement.available()
                .command(own, kept, LIMITS, List.of(program))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue() == 0;
    }

    @ParameterizedTest
    @EnumSource(QemuFormat.class)
    void everyDangerousImage_isNotEvenTried_calledThat(QemuFormat format) throws IOException {
        Path source = own.resolve("source");
        for (Map.Entry<String, byte[]> malice : MaliciousImages.all().entrySet()) {
            Files.write(source, malice.getValue());
            assertThatThrownBy(() -> start(source, format, LIMITS))
                    .as(malice.getKey())
                    .isInstanceOf(QemuFailure.class);
        }
        assertThat(own).isDirectoryContaining(source::equals).isDirectoryNotContaining(file -> !file.equals(source));
    }

    @Test
    void image_withABackingFile_isNotEvenTried() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), SECRET.repeat(1000));
        Path source = create("-f", "qcow2", "-b", secret.toString(), "-F", "raw");
        assertRefused(source, QemuFormat.QCOW2, Kind.IMAGE, "backing file");
    }

    @Test
    void image_withADataFile_isNotEvenTried() throws IOException {
        Path source = create("-f", "qcow2", "-o", "data_file=" + outside.resolve("data"), "1M");
        assertRefused(source, QemuFormat.QCOW2, Kind.IMAGE, "external data file");
    }

    @Test
    void image_thatNamesAnotherFile_isNotEvenTried() throws IOException {
        Path source = create("-f", "vmdk", "-o", "subformat=monolithicFlat", "1M");
        assertRefused(source, QemuFormat.VMDK, Kind.IMAGE, "");
    }

    @Test
    void image_calledAnotherFormatThanItHas_isNotEvenTried() throws IOException {
        assertRefused(create("-f", "qcow2", "1M"), QemuFormat.RAW, Kind.IMAGE, "qcow2");
        assertRefused(Files.write(own.resolve("plain"), disk(MEBIBYTE)), QemuFormat.QCOW2, Kind.IMAGE, "raw");
    }

    @Test
    void disk_thatIsTooLarge_isNotEvenTried() throws IOException {
        assertRefused(create("-f", "qcow2", "1T"), QemuFormat.QCOW2, Kind.TOO_LARGE, "1099511627776");
    }

    @Test
    void link_isNotFollowed() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), SECRET);
        Path link = Files.createSymbolicLink(own.resolve("source"), secret);
        assertThatThrownBy(() -> start(link, QemuFormat.RAW, LIMITS)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json:{}", "nbd://127.0.0.1/x", "-o", "a b;c"})
    void name_isANameAndNothingElse(String name) throws IOException {
        Path source = Files.write(
                Files.createDirectories(own.resolve(name).getParent()).resolve("source"), disk(MEBIBYTE));
        Path result = source.resolveSibling(Path.of(name).getFileName());

        qemu.convert(source, QemuFormat.RAW, result, Target.QCOW2, LIMITS)
                .done()
                .join();

        assertThat(result).isNotEmptyFile();
    }

    @Test
    void result_thatIsTooLarge_isStoppedByTheKernel() throws IOException {
        Path source = Files.write(own.resolve("source"), disk(MEBIBYTE));
        assertFails(start(source, QemuFormat.RAW, LIMITS.withOutput(MEBIBYTE)), Kind.TOO_LARGE);
        assertThat(Files.size(own.resolve("result"))).isLessThanOrEqualTo(MEBIBYTE);
    }

    @Test
    void result_thatFindsNoRoom_saysSo() throws IOException {
        Process small = new ProcessBuilder(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=1536k none \"$0\" && exec \"$@\"",
                        own.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cramped.class.getName(),
                        own.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(small.inputReader().readLine()).isEqualTo(Kind.DISK_FULL.name());
    }

    @Test
    void run_thatTakesTooMuchMemory_ends() throws IOException {
        Path source = Files.write(own.resolve("source"), disk(MEBIBYTE));
        Limits modest = new Limits(LIMITS.time(), LIMITS.cpu(), 40L * MEBIBYTE, LIMITS.output());
        assertFails(start(source, QemuFormat.RAW, modest), Kind.LIMIT);
    }

    @Test
    void run_thatTakesTooLong_orIsStopped_isKilled() throws IOException {
        Path source = Files.write(own.resolve("source"), disk(32 * MEBIBYTE));
        Limits hasty = new Limits(Duration.ofMillis(1), LIMITS.cpu(), LIMITS.memory(), LIMITS.output());
        assertFails(start(source, QemuFormat.RAW, hasty), Kind.LIMIT);

        Run run = start(source, QemuFormat.RAW, LIMITS);
        run.end();
        assertFails(run, Kind.STOPPED);
    }

    @Test
    void image_thatIsDamaged_failsWithoutSayingWhere() throws IOException {
        Path source = create("-f", "qcow2", "1M");
        byte[] bytes = Files.readAllBytes(source);
        Arrays.fill(bytes, 3 * 65536, bytes.length, (byte) 0xff);
        Files.write(source, bytes);

        assertThatThrownBy(() -> start(source, QemuFormat.QCOW2, LIMITS).done().join())
                .hasMessageNotContaining(own.toString())
                .hasMessageContaining("image");
    }

    @Test
    void program_isThere() {
        assertThat(qemu.isInstalled()).isTrue();
    }

    private void assertRefused(Path source, QemuFormat format, Kind kind, String reason) {
        assertThatThrownBy(() -> start(source, format, LIMITS))
                .isInstanceOfSatisfying(
                        QemuFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(reason);
        assertThat(own.resolve("result")).doesNotExist();
    }

    private static void assertFails(Run run, Kind kind) {
        assertThatThrownBy(() -> run.done().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        QemuFailure.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private Run start(Path source, QemuFormat format, Limits limits) throws IOException {
        return qemu.convert(source, format, own.resolve("result"), Target.QCOW2, limits);
    }

    private Path convert(Path source, QemuFormat from, String name, Target to, Limits limits) throws IOException {
        Path result = own.resolve(name);
        qemu.convert(source, from, result, to, limits).done().join();
        return result;
    }

    private Path create(String... options) throws IOException {
        Path image = own.resolve("source");
        List<String> command = new ArrayList<>(List.of("qemu-img", "create", "-q"));
        int size = options[options.length - 1].matches("\\d+[MT]") ? 1 : 0;
        command.addAll(List.of(options).subList(0, options.length - size));
        command.add(image.toString());
        command.addAll(List.of(options).subList(options.length - size, options.length));
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return image;
    }

    private static byte[] disk(int size) {
        byte[] disk = new byte[size];
        new Random(size).nextBytes(disk);
        Arrays.fill(disk, size / 2, size * 3 / 4, (byte) 0);
        return disk;
    }
}
