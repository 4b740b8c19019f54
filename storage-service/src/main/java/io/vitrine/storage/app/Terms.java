/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.DataSignature;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.TakenIn;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a body has to be, or nothing of it is kept.
 *
 * @param announced what was said of it
 * @param cap never more bytes
 * @param algorithm of the second digest; null for the one that is configured
 * @param checksum whether the first digest, MD5, is computed too; the Image API has it
 * @param signature that it has to have; null for none. Can be verified once
 * @param verdict is given what the body turned out to be, before it is made to stay; may refuse it by throwing
 */
record Terms(
        Announcement announced,
        long cap,
        HashAlgorithm algorithm,
        boolean checksum,
        DataSignature signature,
        Consumer<TakenIn> verdict) {

    /** For a body of which nothing is said. */
    static Terms upTo(long cap) {
        return new Terms(new Announcement(null, List.of()), cap, null, true, null, taken -> {});
    }

    /** With what is said of it. */
    Terms announced(Announcement more) {
        return new Terms(more, cap, algorithm, checksum, signature, verdict);
    }

    /** With its length; null when not known. */
    Terms ofLength(Long length) {
        return announced(new Announcement(length, announced.digests()));
    }

    /** For bytes that are known: the same digests are computed of them. */
    Terms knownBy(HashAlgorithm by) {
        return new Terms(announced, cap, by, checksum, signature, verdict);
    }

    /** For bytes that are no image's: no more is computed of them than that digest. */
    Terms onlyBy(HashAlgorithm by) {
        return new Terms(announced, cap, by, false, signature, verdict);
    }

    /** With a signature; null for none. */
    Terms signed(DataSignature by) {
        return new Terms(announced, cap, algorithm, checksum, by, verdict);
    }

    /** With one more verdict. */
    Terms judged(Consumer<TakenIn> by) {
        return new Terms(announced, cap, algorithm, checksum, signature, verdict.andThen(by));
    }
}
