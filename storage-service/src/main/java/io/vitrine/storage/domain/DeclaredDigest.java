/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sender says that a body's digest is.
 *
 * @param header where it says so
 * @param hash lower-case hex
 */
public record DeclaredDigest(String header, HashAlgorithm algorithm, String hash) {

    private static final String KEY = "[a-z*][a-z0-9_.*-]*";
    private static final Pattern MEMBER = Pattern.compile("[ \\t]*(?<key>" + KEY + ")=:(?<value>[A-Za-z0-9+/=]*):"
            + "(?:[ \\t]*;[ ]*" + KEY + "(?:=[^;,\"]+)?)*[ \\t]*");
    private static final Pattern HEX_MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    /**
     * The digests of a field of RFC 9530, which is a dictionary of byte sequences (RFC 9651). An algorithm that is not
     * known here declares nothing.
     *
     * @param lines the field's values, one for each of its lines
     * @throws StorageError.Invalid for a field that cannot be read, or a digest that is too long or too short
     */
    public static List<DeclaredDigest> ofDigestField(String header, List<String> lines) {
        List<DeclaredDigest> digests = new ArrayList<>();
        for (String line : lines) {
            for (String text : line.split(",", -1)) {
                Matcher member = MEMBER.matcher(text);
                if (!member.matches()) {
                    throw unreadable(
                            header, "algorithm=:base64:, as in sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
                }
                HashAlgorithm.ofFieldKey(member.group("key"))
                        .ifPresent(known -> digests.add(of(header, known, member.group("value"))));
            }
        }
        return digests;
    }

    /**
     * The digest of a Content-MD5 of RFC 1864, which is base64. The Image API's own downloads have hex in it: that is
     * taken too.
     *
     * @throws StorageError.Invalid for anything else
     */
    public static DeclaredDigest ofContentMd5(String value) {
        String text = value.strip();
        return HEX_MD5.matcher(text).matches()
                ? new DeclaredDigest("Content-MD5", HashAlgorithm.MD5, text.toLowerCase(Locale.ROOT))
                : of("Content-MD5", HashAlgorithm.MD5, text);
    }

    /**
     * A digest in hex.
     *
     * @param algorithm as the Image API's {@code os_hash_algo} has it
     * @throws StorageError.Invalid for an algorithm that is not known here, or a digest that is none of its
     */
    public static DeclaredDigest ofHex(String header, String algorithm, String hex) {
        HashAlgorithm known = HashAlgorithm.named(algorithm)
                .orElseThrow(() -> new StorageError.Invalid(
                        "There is no digest '" + algorithm + "' here, only " + HashAlgorithm.names() + "."));
        int length = 2 * known.begin().getDigestLength();
        if (!hex.matches("[0-9a-fA-F]{" + length + "}")) {
            throw unreadable(header, length + " hexadecimal digits for " + algorithm);
        }
        return new DeclaredDigest(header, known, hex.toLowerCase(Locale.ROOT));
    }

    /**
     * Holds it against what came.
     *
     * @param found digests in lower-case hex, this one's algorithm among them
     * @throws StorageError.Invalid where they differ
     */
    public void require(Map<HashAlgorithm, String> found) {
        String actual = found.get(algorithm);
        if (!hash.equals(actual)) {
            throw new StorageError.Invalid(
                    "The body is not what " + header + " declares: its " + algorithm.imageApiName() + " is " + actual
                            + ", declared was " + hash + ". Nothing was kept of it.");
        }
    }

    private static DeclaredDigest of(String header, HashAlgorithm algorithm, String base64) {
        byte[] digest = decoded(header, algorithm, base64);
        if (digest.length != algorithm.begin().getDigestLength()) {
            throw unreadable(header, algorithm.begin().getDigestLength() + " bytes for " + algorithm.imageApiName());
        }
        return new DeclaredDigest(header, algorithm, HexFormat.of().formatHex(digest));
    }

    private static byte[] decoded(String header, HashAlgorithm algorithm, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unreadable(header, "base64 for " + algorithm.imageApiName());
        }
    }

    private static StorageError.Invalid unreadable(String header, String expected) {
        return new StorageError.Invalid(header + " cannot be read: it has to have " + expected + ".");
    }
}
