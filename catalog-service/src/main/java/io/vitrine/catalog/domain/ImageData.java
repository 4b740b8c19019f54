/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.SortedMap;
import java.util.UUID;

/**
 * The uploaded bytes of an image: what they are and where they lie.
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
}
