/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.TakenIn;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a body has to be, or nothing of it is kept.
 *
 * @param announced exactly so many bytes; null when not known
 * @param cap never more bytes
 * @param algorithm of the second digest; null for the one that is configured
 * @param declared digests that have to be the body's
 * @param verdict is given what the body turned out to be, before it is made to stay; may refuse it by throwing
 */
record Terms(
        Long announced, long cap, HashAlgorithm algorithm, List<DeclaredDigest> declared, Consumer<TakenIn> verdict) {

    /** For what a user sends. */
    static Terms of(Announcement announced, long cap) {
        return new Terms(announced.size(), cap, null, announced.digests(), taken -> {});
    }

    /** For what comes from elsewhere; {@code length} is null when not known. */
    static Terms of(Long length, long cap) {
        return new Terms(length, cap, null, List.of(), taken -> {});
    }

    /** For bytes that are known: the same digests are computed of them. */
    Terms known(HashAlgorithm by) {
        return new Terms(announced, cap, by, declared, verdict);
    }

    /** With a verdict. */
    Terms judged(Consumer<TakenIn> by) {
        return new Terms(announced, cap, algorithm, declared, by);
    }
}
