/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What became of an image's imports, store by store, as clients watch it.
 *
 * @param importing names of the stores that the data is on its way to
 * @param failed names of the stores that it did not reach the last time it was meant to
 */
public record ImportStores(SortedSet<String> importing, SortedSet<String> failed) {

    public ImportStores {
        importing = Collections.unmodifiableSortedSet(new TreeSet<>(importing));
        failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    }

    /** An import to these stores begins; what failed elsewhere before stays known. */
    static ImportStores begun(ImportStores before, Collection<String> stores) {
        SortedSet<String> otherFailures = new TreeSet<>();
        if (before != null) {
            otherFailures.addAll(before.failed);
            otherFailures.removeAll(stores);
        }
        return new ImportStores(new TreeSet<>(stores), otherFailures);
    }

    /** The import is done with more stores. */
    ImportStores progressed(Collection<String> remaining, Collection<String> failures) {
        SortedSet<String> allFailures = new TreeSet<>(failed);
        allFailures.addAll(failures);
        return new ImportStores(new TreeSet<>(remaining), allFailures);
    }

    /** The import is over. */
    ImportStores done(Collection<String> failures) {
        return progressed(Collections.emptySet(), failures);
    }
}
