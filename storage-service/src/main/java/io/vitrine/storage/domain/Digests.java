/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

/**
 * What is known of an image's bytes once they were all seen.
 *
 * @param size bytes
 * @param md5 lower-case hex; the Image API's {@code checksum}; null for an artefact
 * @param algorithm of {@code hash}: what was configured when the bytes first came; the Image API's {@code os_hash_algo}
 * @param hash lower-case hex; the Image API's {@code os_hash_value}
 */
public record Digests(long size, String md5, HashAlgorithm algorithm, String hash) {}
