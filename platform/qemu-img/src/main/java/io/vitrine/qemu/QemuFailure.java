/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

/** Why there is no result. The message is a sentence for the image's owner. */
public final class QemuFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Kind {
        /** The image: it is unsafe, broken, or not what it is said to be. Another attempt fails too. */
        IMAGE,
        /** The result, or the disk inside the image, is larger than it may be. */
        TOO_LARGE,
        /** The file system has no room for the result. */
        DISK_FULL,
        /** It took longer, or more memory, than one run may. */
        LIMIT,
        /** It was stopped, or could not be run. Another attempt may succeed. */
        STOPPED
    }

    private final Kind kind;

    QemuFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    QemuFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }
}
