/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a digest of an image's bytes can be computed with. None is ever removed: stored data may be known by it. */
public enum HashAlgorithm {
    MD5("md5", "MD5", "md5"),
    SHA256("sha256", "SHA-256", "sha-256"),
    SHA384("sha384", "SHA-384", null),
    SHA512("sha512", "SHA-512", "sha-512"),
    SHA3_256("sha3_256", "SHA3-256", null),
    SHA3_384("sha3_384", "SHA3-384", null),
    SHA3_512("sha3_512", "SHA3-512", null);

    private final String imageApiName;
    private final String javaName;
    private final String fieldKey;

    HashAlgorithm(String imageApiName, String javaName, String fieldKey) {
        this.imageApiName = imageApiName;
        this.javaName = javaName;
        this.fieldKey = fieldKey;
    }

    /** The one that the Image API's {@code os_hash_algo} names so, which are the names of Python's hashlib. */
    public static HashAlgorithm of(String imageApiName) {
        return named(imageApiName)
                .orElseThrow(() -> new StorageError.Unavailable(
                        "The data is known by its " + imageApiName + ", which this version cannot compute.", null));
    }

    /** The same, where it is known here. */
    static Optional<HashAlgorithm> named(String imageApiName) {
        return Arrays.stream(values())
                .filter(it -> it.imageApiName.equals(imageApiName))
                .findFirst();
    }

    /** All names, to be told. */
    static String names() {
        return Arrays.stream(values()).map(HashAlgorithm::imageApiName).collect(Collectors.joining(", "));
    }

    /** The one that RFC 9530 has under this key; empty where it is none of those known here. */
    static Optional<HashAlgorithm> ofFieldKey(String key) {
        return Arrays.stream(values()).filter(it -> key.equals(it.fieldKey)).findFirst();
    }

    /** Its {@code os_hash_algo}. */
    public String imageApiName() {
        return imageApiName;
    }

    /** Its key in the fields of RFC 9530; empty where it has none. */
    public Optional<String> fieldKey() {
        return Optional.ofNullable(fieldKey);
    }

    /** A computation that has seen nothing yet. */
    public MessageDigest begin() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform from 21 on has " + javaName, e);
        }
    }
}
