/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * The checksum of one part of an upload, which has to be the part's.
 *
 * @param algorithm as Java names it
 * @param value lower-case hex
 */
public record UploadChecksum(String algorithm, String value) {

    /** What {@code Tus-Checksum-Algorithm} says. */
    public static final String ALGORITHMS = "sha1,sha256,sha512,md5";

    private static final int MISMATCH = 460;
    private static final Map<String, String> NAMES =
            Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512", "md5", "MD5");

    /** Reads an {@code Upload-Checksum}; throws {@link StorageError.Invalid} for anything else. */
    public static UploadChecksum of(String header) {
        String[] parts = header.strip().split(" ", 2);
        if (parts.length != 2 || !NAMES.containsKey(parts[0])) {
            throw new StorageError.Invalid(
                    "Upload-Checksum has to be the name of an algorithm (" + ALGORITHMS + "), a space and base64.");
        }
        try {
            byte[] value = Base64.getDecoder().decode(parts[1].strip());
            return new UploadChecksum(NAMES.get(parts[0]), HexFormat.of().formatHex(value));
        } catch (IllegalArgumentException e) {
            throw new StorageError.Invalid("The value of Upload-Checksum is not base64.");
        }
    }

    /** A computation that has seen nothing yet. */
    public MessageDigest begin() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** Throws {@link StorageError.Refused} with the protocol's own status where the part has another one. */
    public void require(byte[] found) {
        if (!value.equals(HexFormat.of().formatHex(found))) {
            throw new StorageError.Refused(
                    MISMATCH, "The part's " + algorithm + " is not what Upload-Checksum says; nothing was kept of it.");
        }
    }
}
