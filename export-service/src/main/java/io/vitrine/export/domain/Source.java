/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * An image to export, as it was when that was asked for. Its data never changes, so neither does this.
 *
 * @param owner id of the project that owns it
 * @param name null where it has none
 * @param size bytes of its data
 * @param checksum MD5 in lower-case hex
 * @param hashAlgo name of the second digest's algorithm, as Glance calls it
 * @param hashValue the second digest in lower-case hex
 * @param version of its record; null where that does not matter
 */
public record Source(
        UUID imageId,
        String owner,
        String name,
        long size,
        String checksum,
        String hashAlgo,
        String hashValue,
        String diskFormat,
        String containerFormat,
        String version) {

    /** The same, with that version of its record. */
    public Source withVersion(String changed) {
        return new Source(
                imageId, owner, name, size, checksum, hashAlgo, hashValue, diskFormat, containerFormat, changed);
    }

    /** What its data's second digest is computed with. */
    public MessageDigest digest() {
        try {
            return MessageDigest.getInstance(
                    switch (hashAlgo) {
                        case "md5" -> "MD5";
                        case "sha256" -> "SHA-256";
                        case "sha384" -> "SHA-384";
                        case "sha512" -> "SHA-512";
                        // such as sha3_256
                        default -> hashAlgo.toUpperCase(Locale.ROOT).replace('_', '-');
                    });
        } catch (NoSuchAlgorithmException e) {
            throw new ExportError.Unavailable(
                    "The image is known by its " + hashAlgo + ", which this version cannot compute.", e);
        }
    }
}
