/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.diskformat.FormatRules;
import io.vitrine.diskformat.Inspection;
import io.vitrine.qemu.QemuFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The qemu-img of this system. */
public final class QemuImg {

    private static final int BLOCK = 256 * 1024;
    private static final String CONTAINER = "bare";

    private final Confinement confinement = Confinement.available();

    /**
     * Whether what it needs is installed: {@code qemu-img}, and {@code prlimit} of util-linux. Looked up at each call.
     */
    public boolean isInstalled() {
        return Confinement.succeeds(List.of("prlimit", "--", "qemu-img", "--version"));
    }

    /** Whether it runs without a network and apart from others' memory; otherwise the system does not let it. */
    public boolean isIsolated() {
        return confinement.isolated();
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
    public Run convert(Path source, QemuFormat from, Path result, QemuFormat to, Limits limits) throws IOException {
        Path directory = source.toAbsolutePath().getParent();
        if (!directory.equals(result.toAbsolutePath().getParent())) {
            throw new IllegalArgumentException("Source and result have to be in one directory.");
        }
        requireHarmless(source, from, limits);
        List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-q", "-f", from.driver()));
        command.addAll(List.of("-O", to.driver()));
        command.addAll(to.options());
        command.addAll(List.of("./" + source.getFileName(), "./" + result.getFileName()));
        return Run.start(confinement.command(directory, limits, command), directory, limits);
    }

    private static void requireHarmless(Path source, QemuFormat from, Limits limits) throws IOException {
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(source + " is not a plain file.");
        }
        Inspection inspection = inspect(source);
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
        DiskInspector inspector = new DiskInspector();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (FileChannel bytes = FileChannel.open(file)) {
            while (bytes.read(block.clear()) >= 0) {
                inspector.feed(block.flip());
            }
        }
        return inspector.finish();
    }
}
