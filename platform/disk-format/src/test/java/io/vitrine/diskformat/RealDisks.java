/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real discs, file systems and partition tables, by the tools that people make them with. */
final class RealDisks {

    private static final int MIB = 1 << 20;

    private final Path directory;

    RealDisks(Path directory) {
        this.directory = directory;
    }

    /** A disc with a file in it. */
    byte[] disc(String... options) throws IOException {
        Path content = Files.createDirectories(directory.resolve("content"));
        Files.writeString(content.resolve("A file with a long name.txt"), "content");
        Path disc = directory.resolve("disc.iso");
        List<String> command = new ArrayList<>(List.of("genisoimage", "-quiet", "-V", "VITRINE"));
        command.addAll(List.of(options));
        command.addAll(List.of("-o", disc.toString(), content.toString()));
        Command.run(directory, "", command);
        return Files.readAllBytes(disc);
    }

    /** A disc whose first 32 KiB, which ISO 9660 leaves to the system, are those of a disk. */
    byte[] disc(byte[] disk) throws IOException {
        return disc(
                "-R", "-G", Files.write(directory.resolve("system-area"), disk).toString());
    }

    /** A disk of so many MiB without partitions. */
    byte[] ext4(int mebibytes) throws IOException {
        Path disk = zeros(mebibytes);
        Command.run(directory, "", List.of("/usr/sbin/mke2fs", "-q", "-F", "-t", "ext4", disk.toString()));
        return Files.readAllBytes(disk);
    }

    /** A disk of so many MiB without partitions. */
    byte[] fat(int bits, int mebibytes) throws IOException {
        Path disk = zeros(mebibytes);
        Command.run(directory, "", List.of("/usr/sbin/mkfs.vfat", "-F", "" + bits, disk.toString()));
        return Files.readAllBytes(disk);
    }

    /**
     * A disk of 8 MiB with partitions.
     *
     * @param script for sfdisk, lines separated by semicolons
     */
    byte[] partitioned(String script) throws IOException {
        Path disk = zeros(8);
        Command.run(directory, script.replace(';', '\n'), List.of("/usr/sbin/sfdisk", "-q", disk.toString()));
        return Files.readAllBytes(disk);
    }

    private Path zeros(int mebibytes) throws IOException {
        Path disk = directory.resolve("disk.img");
        Files.deleteIfExists(disk);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength((long) mebibytes * MIB);
        }
        return disk;
    }
}
