/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Bytes that a caller may have.
 *
 * @param imageId the image
 * @param ownerProject project that owns it
 * @param checksum MD5 of the whole image in lower-case hex
 * @param size bytes of the whole image
 * @param range the part that was asked for; empty for the whole image
 * @param content where they come from
 */
public record Download(
        UUID imageId, String ownerProject, String checksum, long size, Optional<ByteRange> range, Content content) {

    /** What to send. */
    public sealed interface Content {

        /** A file that the kernel can send; it has the whole image. */
        record File(Path path) implements Content {}

        /** Just the bytes asked for; blocks, and is closed by whoever sends them. */
        record Stream(InputStream bytes) implements Content {}
    }

    /** First byte to send. */
    public long offset() {
        return range.map(ByteRange::first).orElse(0L);
    }

    /** Bytes to send. */
    public long length() {
        return range.map(ByteRange::length).orElse(size);
    }
}
