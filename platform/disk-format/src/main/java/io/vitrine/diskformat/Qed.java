/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** QED, which nobody maintains any more: recognised only to be refused by name. */
final class Qed {

    private static final int IMAGE_SIZE = 48;

    private Qed() {}

    static void watch(ImageStream image, Report report) {
        image.at(0, IMAGE_SIZE + 8, bytes -> {
            if (bytes.is(0, "QED\0")) {
                report.matched(DiskFormat.QED);
                report.unsafe(
                        Problem.FORBIDDEN_FORMAT,
                        "qed images are not accepted: convert with qemu-img convert -f qed -O qcow2");
                if (report.complete(bytes, "the qed header")) {
                    report.virtualSize(bytes.littleEndian().u64(IMAGE_SIZE));
                }
            }
        });
    }
}
