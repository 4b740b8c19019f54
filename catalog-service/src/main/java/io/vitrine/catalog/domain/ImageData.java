/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The bytes of an image: what they are and where they lie.
 *
 * @param size in bytes
 * @param virtualSize in bytes as a guest sees the disk; null when not known
 * @param checksum MD5, hexadecimal
 * @param hash the strong digest that clients verify
 * @param upload id of the lease under which they were brought
 * @param copies store to the key of the copy in it; never empty
 */
public record ImageData(
        long size, Long virtualSize, String checksum, Multihash hash, UUID upload, SortedMap<String, UUID> copies) {

    /** A digest with the name of its algorithm, for example {@code sha512}; the value is hexadecimal. */
    public record Multihash(String algorithm, String value) {}

    /** Bytes of all copies. */
    public long occupied() {
        return size * copies.size();
    }

    /** The same with copies in further stores. */
    ImageData with(Map<String, UUID> further) {
        Map<String, UUID> all = new TreeMap<>(copies);
        further.forEach(all::putIfAbsent);
        return in(all);
    }

    /** The same with that copy in the store, in place of the one that is there. */
    ImageData with(String store, UUID copy) {
        Map<String, UUID> all = new TreeMap<>(copies);
        all.put(store, copy);
        return in(all);
    }

    /** The same without the copy in that store. */
    ImageData without(String store) {
        Map<String, UUID> others = new TreeMap<>(copies);
        others.remove(store);
        return in(others);
    }

    /** Whether these are the same bytes, wherever they lie. */
    boolean sameBytesAs(ImageData other) {
        return size == other.size && checksum.equals(other.checksum) && hash.equals(other.hash);
    }

    private ImageData in(Map<String, UUID> places) {
        return new ImageData(size, virtualSize, checksum, hash, upload, new TreeMap<>(places));
    }
}
