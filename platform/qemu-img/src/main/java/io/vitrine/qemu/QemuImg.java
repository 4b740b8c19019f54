/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.diskformat.FormatRules;
import io.vitrine.diskformat.Inspection;
import io.vitrine.qemu.QemuFailure.Kind;
import io.vitrine.qemu.Run.Purpose;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The qemu-img of this system. Its runs read what they are given and write nothing but the result of a conversion; with
 * {@link Isolation#FILES_AND_NETWORK} they could not do otherwise.
 */
public final class QemuImg {

    private static final String CONTAINER = "bare";

    /** Of 2 MiB, as a vhd has; a vdi's have 1 MiB. */
    private static final String LARGEST_PIECES = ",cluster_size=2M";

    private static final Pattern REQUIRED = Pattern.compile("\"required\": (\\d{1,18})\\b");

    private final Confinement confinement;

    /** With the best isolation that works here. */
    public QemuImg() {
        this(Confinement.available());
    }

    QemuImg(Confinement confinement) {
        this.confinement = confinement;
    }

    /**
     * Whether what it needs is installed: {@code qemu-img}, and {@code prlimit} and {@code setpriv} of util-linux. Looked up
     * at each call.
     */
    public boolean isInstalled() {
        return Confinement.runsQemuImg();
    }

    /** What its runs are kept from here. */
    public Isolation isolation() {
        return confinement.isolation();
    }

    /**
     * Converts an image. It is looked at first, and refused where it is unsafe or not of its format, so that nothing but
     * its own bytes can be read. Blocks while looking; the conversion itself then goes on beside.
     *
     * @param source an image of a stranger, in a directory that has nothing else in it
     * @param result file to make in the same directory
     * @return the run, under way
     * @throws QemuFailure for an image that is not even tried
     */
    public Run convert(Path source, QemuFormat from, Path result, Target to, Limits limits) throws IOException {
        return convert(source, inspect(source), from, result, to, limits);
    }

    /** The same with an image that was looked at as it came: {@code inspection} says what was found. */
    public Run convert(Path source, Inspection inspection, QemuFormat from, Path result, Target to, Limits limits)
            throws IOException {
        requireHarmless(inspection, from, limits);
        List<String> command = new ArrayList<>(List.of("convert", "-p", "-f", from.driver()));
        command.addAll(List.of("-O", to.format().driver()));
        command.addAll(to.arguments());
        return start(Purpose.CONVERT, limits, command, List.of(source, result));
    }

    /**
     * Finds out how much room the result of a conversion takes on a file system that knows holes: at most so many bytes, for
     * qcow2 as qemu-img says; it knows no other format's, none of which has larger pieces than are counted here.
     *
     * @return the run, under way; {@link #measured} tells what it found
     */
    public Run measure(Path source, Inspection inspection, QemuFormat from, Target to, Limits limits)
            throws IOException {
        requireHarmless(inspection, from, limits);
        String pieces = "compat=1.1" + (to.format() == QemuFormat.QCOW2 ? "" : LARGEST_PIECES);
        return start(
                Purpose.MEASURE,
                limits,
                List.of("measure", "--output=json", "-f", from.driver(), "-O", "qcow2", "-o", pieces),
                List.of(source));
    }

    /** Bytes that a measurement has found; waits for it, and fails as it does. */
    public static long measured(Run measurement) {
        Matcher required = REQUIRED.matcher(measurement.said().join());
        if (!required.find()) {
            throw new QemuFailure(Kind.STOPPED, "qemu-img did not say how large the result will be.");
        }
        return Long.parseLong(required.group(1));
    }

    /**
     * Checks what an image says of itself, where its format has anything to check.
     *
     * @param image that a conversion made
     * @return the run, under way; fails for an image that contradicts itself
     */
    public Run check(Path image, QemuFormat format, Limits limits) throws IOException {
        return start(Purpose.CHECK, limits, List.of("check", "-q", "-f", format.driver()), List.of(image));
    }

    /**
     * Finds the parts of a raw disk that are more than holes; the file system knows, and a JVM cannot ask it.
     *
     * @param disk that a conversion made
     * @param found has them once the run is done
     * @return the run, under way
     */
    public Run map(Path disk, Extent.Found found, Limits limits) throws IOException {
        return start(
                Purpose.MAP,
                limits,
                List.of("map", "--output=json", "-f", QemuFormat.RAW.driver()),
                List.of(disk),
                found::line);
    }

    /**
     * Compares the disks in the source and the result of a conversion.
     *
     * @return the run, under way; fails where a guest could tell one from the other
     */
    public Run compare(Path source, QemuFormat from, Path result, QemuFormat to, Limits limits) throws IOException {
        List<String> command = List.of("compare", "-p", "-f", from.driver(), "-F", to.driver());
        return start(Purpose.COMPARE, limits, command, List.of(source, result));
    }

    private Run start(Purpose purpose, Limits limits, List<String> command, List<Path> files) throws IOException {
        return start(purpose, limits, command, files, line -> {});
    }

    private Run start(Purpose purpose, Limits limits, List<String> command, List<Path> files, Consumer<String> lines)
            throws IOException {
        Path directory = files.getFirst().toAbsolutePath().getParent();
        List<String> all = new ArrayList<>(List.of("qemu-img"));
        all.addAll(command);
        requirePlain(files.getFirst());
        for (Path file : files) {
            if (!directory.equals(file.toAbsolutePath().getParent())) {
                throw new IllegalArgumentException("The files have to be in one directory.");
            }
            all.add("./" + file.getFileName());
        }
        Path kept = purpose == Purpose.CONVERT ? files.getFirst() : directory;
        return Run.start(confinement.command(directory, kept, limits, all), purpose, limits, lines);
    }

    private static void requireHarmless(Inspection inspection, QemuFormat from, Limits limits) {
        FormatRules.refusal(from.apiName(), CONTAINER, inspection).ifPresent(reason -> {
            throw new QemuFailure(Kind.IMAGE, reason);
        });
        Long disk = inspection.virtualSize();
        if (disk != null && disk > limits.output()) {
            throw new QemuFailure(
                    Kind.TOO_LARGE,
                    "The disk in the image has " + disk + " bytes, and an image may have " + limits.output()
                            + " here.");
        }
    }

    private static Inspection inspect(Path file) throws IOException {
        requirePlain(file);
        try (FileChannel bytes = FileChannel.open(file)) {
            return DiskInspector.inspect(bytes);
        }
    }

    private static void requirePlain(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(file + " is not a plain file.");
        }
    }
}
