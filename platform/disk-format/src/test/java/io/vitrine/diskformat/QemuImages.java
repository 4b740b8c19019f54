/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Real images, by qemu-img. */
final class QemuImages {

    /** Options of {@code qemu-img create} by the kind of image. SHA-512, since faster hashes run too short to be timed. */
    private static final Map<String, List<String>> OPTIONS = Map.ofEntries(
            Map.entry("qcow2", List.of("-f", "qcow2")),
            Map.entry("qcow2-v2", List.of("-f", "qcow2", "-o", "compat=0.10")),
            Map.entry("qcow2-preallocated", List.of("-f", "qcow2", "-o", "preallocation=metadata")),
            Map.entry("qcow2-small-clusters", List.of("-f", "qcow2", "-o", "cluster_size=512")),
            Map.entry("qcow2-large-clusters", List.of("-f", "qcow2", "-o", "cluster_size=2M")),
            Map.entry("vmdk", List.of("-f", "vmdk")),
            Map.entry("vmdk-stream", List.of("-f", "vmdk", "-o", "subformat=streamOptimized")),
            Map.entry("vhd", List.of("-f", "vpc")),
            Map.entry("vhd-fixed", List.of("-f", "vpc", "-o", "subformat=fixed,force_size=on")),
            Map.entry("vhdx", List.of("-f", "vhdx")),
            Map.entry("vhdx-fixed", List.of("-f", "vhdx", "-o", "subformat=fixed")),
            Map.entry("vdi", List.of("-f", "vdi")),
            Map.entry("vdi-static", List.of("-f", "vdi", "-o", "static=on")),
            Map.entry("qed", List.of("-f", "qed")),
            Map.entry(
                    "luks",
                    List.of(
                            "-f",
                            "luks",
                            "--object",
                            "secret,id=key,data=secret",
                            "-o",
                            "key-secret=key,iter-time=10,hash-alg=sha512")),
            Map.entry("raw", List.of("-f", "raw")));

    private final Path directory;
    private final Map<String, byte[]> made = new HashMap<>();

    QemuImages(Path directory) {
        this.directory = directory;
    }

    static boolean makes(String kind) {
        return OPTIONS.containsKey(kind);
    }

    /** An empty disk, made once. */
    byte[] image(String kind, String size) {
        return made.computeIfAbsent(kind + size, ignored -> make(kind, size));
    }

    private byte[] make(String kind, String size) {
        Path file = directory.resolve("made.img");
        List<String> command = new ArrayList<>(List.of("create", "-q"));
        command.addAll(OPTIONS.get(kind));
        command.addAll(List.of(file.toString(), size));
        run(command);
        return read(file);
    }

    /** A raw disk written into another format. */
    byte[] converted(byte[] raw, String... options) {
        try {
            Path from = Files.write(directory.resolve("from.raw"), raw);
            Path to = directory.resolve("converted.img");
            List<String> command = new ArrayList<>(List.of("convert", "-f", "raw"));
            command.addAll(List.of(options));
            command.addAll(List.of(from.toString(), to.toString()));
            run(command);
            return read(to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs qemu-img in the directory. */
    String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(arguments);
        return Command.run(directory, "", command);
    }
}
