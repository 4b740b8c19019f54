/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.diskformat.DiskInspector;
import io.vitrine.storage.domain.Announcement;
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
        HashAlgorithm by = terms.algorithm() == null ? configured : terms.algorithm();
        this.hashes = terms.checksum() ? Hashes.ofImage(by) : new Hashes(by);
        terms.announced().digests().stream().map(DeclaredDigest::algorithm).forEach(hashes::alsoBy);
    }

    /** Each has to be given every byte, in order; beside the others if so wanted. */
    List<Consumer<ByteBuffer>> observers() {
        List<Consumer<ByteBuffer>> all = new ArrayList<>(hashes.observers());
        all.add(inspector::feed);
        if (terms.signature() != null) {
            all.add(terms.signature()::update);
        }
        return all;
    }

    /** What the body is, now that all bytes were given; throws a {@link StorageError} where it does not meet the terms. */
    TakenIn conclude(long size) {
        Announcement announced = terms.announced();
        if (announced.size() != null && announced.size() != size) {
            throw new StorageError.Invalid(
                    "The body has " + size + " bytes, but " + announced.size() + " were announced for it.");
        }
        Map<HashAlgorithm, String> found = hashes.conclude();
        announced.digests().forEach(declared -> declared.require(found));
        if (terms.signature() != null) {
            terms.signature().require();
        }
        TakenIn taken = new TakenIn(hashes.digests(size, found), inspector.finish());
        terms.verdict().accept(taken);
        return taken;
    }
}
