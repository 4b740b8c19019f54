/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Disk images made by the system's qemu-img, and compared by it. */
public final class Disks {

    /** Bytes of the disk in each of them. */
    public static final long SIZE = 16 << 20;

    private static final int PIECE = 100_000;
    private static final Path FILES = Path.of("target/disks");

    private Disks() {}

    /** A disk that nobody made before, of mostly nothing with some data in it. */
    public static Path raw() {
        Path file = fresh("raw");
        byte[] data = new byte[PIECE];
        new Random().nextBytes(data);
        try (FileChannel disk = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at : List.of(0L, SIZE / 3, SIZE - PIECE)) {
                disk.write(ByteBuffer.wrap(data), at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A disk with nothing but data in it, which takes a while to compress. */
    public static Path full() {
        byte[] data = new byte[(int) SIZE];
        new Random().nextBytes(data);
        try {
            return Files.write(fresh("raw"), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image of qcow2 with next to nothing in it, whose disk has that many bytes. */
    public static Path hollow(long size) {
        Path file = fresh("qcow2");
        run(List.of("qemu-img", "create", "-f", "qcow2", file.toString(), String.valueOf(size)));
        return file;
    }

    /** An image of qcow2 that has its disk from elsewhere, which nobody looks up yet. */
    static Path overlay(String backing) {
        Path file = fresh("qcow2");
        run(List.of("qemu-img", "create", "-u", "-f", "qcow2", "-b", backing, "-F", "raw", file.toString(), "1M"));
        return file;
    }

    /** An image of qcow2 whose data is in that other file. */
    static Path besideData(Path data) throws IOException {
        Path file = fresh("qcow2");
        // It would be made anew, so another of a name as long takes its place until it is there.
        String name = data.toString();
        int extension = name.length() - name.lastIndexOf('.') - 1;
        Path other = fresh("x".repeat(extension)).toAbsolutePath();
        run(List.of(
                "qemu-img",
                "create",
                "-f",
                "qcow2",
                "-o",
                "data_file=" + other + ",data_file_raw=on",
                file.toString(),
                "1M"));
        String image = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, image.replace(other.toString(), name), StandardCharsets.ISO_8859_1);
        return file;
    }

    /** An image of vmdk that says of which other file its disk is. */
    static Path descriptor(Path data) throws IOException {
        return Files.writeString(fresh("vmdk"), """
                # Disk DescriptorFile
                version=1
                CID=fffffffe
                parentCID=ffffffff
                createType="monolithicFlat"
                RW 2048 FLAT "%s" 0
                ddb.virtualHWVersion = "4"
                ddb.adapterType = "ide"
                """.formatted(data));
    }

    /** The same disk in another format of qemu-img. */
    public static Path converted(Path raw, String driver, String... options) {
        Path file = fresh(driver);
        List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", "raw", "-O", driver));
        command.addAll(List.of(options));
        command.addAll(List.of(raw.toString(), file.toString()));
        run(command);
        return file;
    }

    /** Fails unless both have the same disk, and the second is sound as far as its format can tell. */
    public static void requireSame(Path raw, Path other, String driver) {
        run(List.of("qemu-img", "compare", "-f", "raw", "-F", driver, raw.toString(), other.toString()));
        if (List.of("qcow2", "vdi", "vhdx", "vmdk").contains(driver)) {
            run(List.of("qemu-img", "check", "-f", driver, other.toString()));
        }
    }

    /** What qemu-img says of it, as JSON. */
    public static String info(Path file, String driver) {
        return run(List.of("qemu-img", "info", "--output=json", "-f", driver, file.toString()));
    }

    /** A new file to put something in. */
    public static Path fresh(String extension) {
        try {
            return Files.createDirectories(FILES).resolve(UUID.randomUUID() + "." + extension);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
