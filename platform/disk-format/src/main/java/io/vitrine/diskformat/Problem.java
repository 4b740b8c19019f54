/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** What can be wrong with an image. */
public enum Problem {
    /** Reads another file for what is not in this one (qcow2). */
    BACKING_FILE,
    /** Keeps its data in another file (qcow2). */
    EXTERNAL_DATA_FILE,
    /** Holds only the differences from a parent disk (vhd, vhdx, vdi, vmdk). */
    PARENT_DISK,
    /** Its descriptor names other files (vmdk). */
    EXTERNAL_EXTENT,
    /** Uses a feature that nobody here can judge. */
    UNKNOWN_FEATURE,
    /** A version of the format that is not accepted. */
    UNSUPPORTED_VERSION,
    /** A kind of the format that is not accepted. */
    UNSUPPORTED_VARIANT,
    /** Encrypted inside its format, so its content cannot be judged. */
    ENCRYPTED,
    /** A log waits to be replayed and would change what was judged (vhdx). */
    PENDING_LOG,
    /** Its header contradicts the format or itself. */
    BAD_HEADER,
    /** Says another size in one place than in another. */
    SIZE_MISMATCH,
    /** Says a size that no disk has. */
    IMPOSSIBLE_SIZE,
    /** A table so large that only reading it would be an attack. */
    OVERSIZED_TABLE,
    /** A table or its content is said to lie where the file has nothing. */
    OUTSIDE_FILE,
    /** The file ends too early. */
    TRUNCATED,
    /** Several formats at once: what it holds depends on who reads it. */
    POLYGLOT,
    /** Would take a very long time to unlock (luks). */
    SLOW_TO_UNLOCK,
    /** A format that is never accepted. */
    FORBIDDEN_FORMAT,
    /** The partition table contradicts itself. */
    BAD_PARTITION_TABLE,
    /** Carries older states of the disk (qcow2). */
    INTERNAL_SNAPSHOTS,
    /** Was not closed properly or is marked as corrupt (qcow2). */
    NOT_CLEAN
}
