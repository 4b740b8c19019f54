/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** The header extensions: a list of type, length, content, padded to 8 bytes, in the first cluster. */
final class Qcow2Extensions {

    private static final long END = 0;
    private static final long EXTERNAL_DATA_FILE_NAME = 0x44415441;
    private static final long ENCRYPTION_HEADER = 0x0537be77;

    private final ImageStream image;
    private final Report report;
    private final Qcow2Header header;

    Qcow2Extensions(ImageStream image, Report report, Qcow2Header header) {
        this.image = image;
        this.report = report;
        this.header = header;
    }

    void walk(long offset) {
        if (offset + 8 > end()) {
            return;
        }
        image.at(offset, 8, head -> {
            if (report.complete(head, "the qcow2 header extensions")) {
                extension(head.u32(0), head.u32(4), offset + 8);
            }
        });
    }

    private void extension(long type, long length, long content) {
        if (type == END) {
            return;
        }
        report.unsafeIf(
                type == EXTERNAL_DATA_FILE_NAME,
                Problem.EXTERNAL_DATA_FILE,
                "the image names an external data file: make it one file with qemu-img convert -O qcow2");
        report.unsafeIf(
                type == ENCRYPTION_HEADER,
                Problem.ENCRYPTED,
                "the image has an encryption header inside qcow2 and cannot be judged: upload it decrypted, or as luks");
        if (length > end() - content) {
            report.unsafe(Problem.BAD_HEADER, "a qcow2 header extension is longer than the header's cluster");
            return;
        }
        walk(content + (length + 7) / 8 * 8);
    }

    /** The backing file's name, where there is one, follows the extensions in the same cluster. */
    private long end() {
        long name = header.backingFileOffset();
        return name > 0 && name < header.clusterSize() ? name : header.clusterSize();
    }
}
