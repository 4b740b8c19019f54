/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.command.DownloadGrant;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Bytes that a caller may have.
 *
 * @param grant what the catalog says of the whole image
 * @param range the part that was asked for; empty for the whole image
 * @param content where they come from
 */
public record Download(DownloadGrant grant, Optional<ByteRange> range, Content content) {

    /** What to send. */
    public sealed interface Content {

        /** A file that the kernel can send; it has the whole image. */
        record File(Path path) implements Content {}

        /** Just the bytes asked for, from another host. */
        record Passed(Passage bytes) implements Content {}

        /** Nothing: the bytes are there, and the caller only wants to hear about them. */
        record Described() implements Content {}

        /** Nothing: the caller has the bytes already. */
        record Unchanged() implements Content {}
    }

    /** The whole image's. */
    public EntityTag tag() {
        return EntityTag.of(grant);
    }

    /** First byte to send. */
    public long offset() {
        return range.map(ByteRange::first).orElse(0L);
    }

    /** Bytes to send. */
    public long length() {
        return range.map(ByteRange::length).orElse(grant.size());
    }
}
