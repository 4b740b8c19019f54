/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

/**
 * What is known of an image's bytes once they were all seen.
 *
 * @param size bytes
 * @param md5 lower-case hex; the Image API's {@code checksum}
 * @param sha512 lower-case hex; the Image API's {@code os_hash_value}
 */
public record Digests(long size, String md5, String sha512) {

    /** Name of the second digest, as the Image API's {@code os_hash_algo} has it. */
    public static final String ALGORITHM = "sha512";
}
