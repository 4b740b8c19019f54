/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds out in one pass what a body is, and no more of it than somebody wants to know. */
final class Examination {

    private final Terms terms;
    private final Hashes hashes;
    private final DiskInspector inspector = new DiskInspector();

    /** Of a body that has to meet these terms; {@code configured} is the algorithm where they name none. */
    Examination(Terms terms, HashAlgorithm configured) {
        this.terms = terms;
        this.hashes = new Hashes(terms.algorithm() == null ? configured : terms.algorithm());
        terms.declared().stream().map(DeclaredDigest::algorithm).forEach(hashes::alsoBy);
    }

    /** Each has to be given every byte, in order; beside the others if so wanted. */
    List<Consumer<ByteBuffer>> observers() {
        List<Consumer<ByteBuffer>> all = new ArrayList<>(hashes.observers());
        all.add(inspector::feed);
        return all;
    }

    /** What the body is, now that all bytes were given; throws a {@link StorageError} where it does not meet the terms. */
    TakenIn conclude(long size) {
        if (terms.announced() != null && terms.announced() != size) {
            throw new StorageError.Invalid(
                    "The body has " + size + " bytes, but " + terms.announced() + " were announced for it.");
        }
        Map<HashAlgorithm, String> found = hashes.conclude();
        terms.declared().forEach(declared -> declared.require(found));
        TakenIn taken = new TakenIn(hashes.digests(size, found), inspector.finish());
        terms.verdict().accept(taken);
        return taken;
    }
}
