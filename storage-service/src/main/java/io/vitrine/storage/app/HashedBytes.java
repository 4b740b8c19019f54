/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Computes what is known of bytes, one chunk after the other. Not for use by several threads at once. */
final class HashedBytes {

    private final MessageDigest md5 = Intake.digest("MD5");
    private final MessageDigest sha512 = Intake.digest("SHA-512");
    private long size;

    void add(ByteBuffer chunk) {
        size += chunk.remaining();
        md5.update(chunk.duplicate());
        sha512.update(chunk);
    }

    Digests digests() {
        return new Digests(size, Intake.hex(md5), Intake.hex(sha512));
    }
}
