/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What people say about an image and may change.
 *
 * @param name may be null, and need not be unique
 * @param minDisk in GiB
 * @param minRam in MiB
 * @param properties custom properties; only {@code kernel_id} and {@code ramdisk_id} may have a null value
 */
public record ImageDetails(
        String name,
        Visibility visibility,
        boolean isProtected,
        boolean hidden,
        ImageFormats formats,
        int minDisk,
        int minRam,
        SortedSet<String> tags,
        SortedMap<String, String> properties) {

    public ImageDetails {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** What a new image has unless its creator says otherwise. */
    static ImageDetails defaults() {
        return new ImageDetails(
                null,
                Visibility.SHARED,
                false,
                false,
                new ImageFormats(null, null),
                0,
                0,
                Collections.emptySortedSet(),
                Collections.emptySortedMap());
    }

    /** The same with these properties, which replace those of the same names. */
    ImageDetails withProperties(Map<String, String> added) {
        SortedMap<String, String> merged = new TreeMap<>(properties);
        merged.putAll(added);
        return new ImageDetails(name, visibility, isProtected, hidden, formats, minDisk, minRam, tags, merged);
    }

    /** The same with these properties alone. */
    public ImageDetails withOnlyProperties(SortedMap<String, String> only) {
        return new ImageDetails(name, visibility, isProtected, hidden, formats, minDisk, minRam, tags, only);
    }

    /** The same with other tags. */
    public ImageDetails withTags(SortedSet<String> newTags) {
        return new ImageDetails(name, visibility, isProtected, hidden, formats, minDisk, minRam, newTags, properties);
    }

    /** Whether the others have the same tags, properties and visibility, which images are found by. */
    public boolean hasTermsOf(ImageDetails others) {
        return visibility == others.visibility && tags.equals(others.tags) && properties.equals(others.properties);
    }
}
