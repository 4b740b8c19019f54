/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.UUID;

/**
 * The uploaded bytes of an image: what they are and where they lie.
 *
 * @param size in bytes
 * @param virtualSize in bytes as a guest sees the disk; null when not known
 * @param checksum MD5, hexadecimal
 * @param hash the strong digest that clients verify
 * @param store name of the store that holds them
 * @param blob key in that store
 */
public record ImageData(long size, Long virtualSize, String checksum, Multihash hash, String store, UUID blob) {

    /** A digest with the name of its algorithm, for example {@code sha512}; the value is hexadecimal. */
    public record Multihash(String algorithm, String value) {}
}
