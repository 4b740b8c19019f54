/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Digests of the same bytes by several algorithms: the one that they are to be known by, and what is asked for. */
final class Hashes {

    private final HashAlgorithm algorithm;
    private final Map<HashAlgorithm, MessageDigest> digests = new EnumMap<>(HashAlgorithm.class);

    Hashes(HashAlgorithm algorithm) {
        this.algorithm = algorithm;
        alsoBy(algorithm);
    }

    /** Those that an image is known by: MD5, and this one. */
    static Hashes ofImage(HashAlgorithm algorithm) {
        Hashes hashes = new Hashes(algorithm);
        hashes.alsoBy(HashAlgorithm.MD5);
        return hashes;
    }

    /** Has this one computed too. */
    void alsoBy(HashAlgorithm another) {
        digests.computeIfAbsent(another, HashAlgorithm::begin);
    }

    /** Each has to be given every byte, in order. */
    List<Consumer<ByteBuffer>> observers() {
        return digests.values().stream()
                .<Consumer<ByteBuffer>>map(digest -> digest::update)
                .toList();
    }

    /** What was computed, in lower-case hex. To be asked for once. */
    Map<HashAlgorithm, String> conclude() {
        Map<HashAlgorithm, String> found = new EnumMap<>(HashAlgorithm.class);
        digests.forEach((by, digest) -> found.put(by, HexFormat.of().formatHex(digest.digest())));
        return found;
    }

    /** What so many bytes are known by, of which this was computed; without MD5 where nobody asked for it. */
    Digests digests(long size, Map<HashAlgorithm, String> found) {
        return new Digests(size, found.get(HashAlgorithm.MD5), algorithm, found.get(algorithm));
    }
}
