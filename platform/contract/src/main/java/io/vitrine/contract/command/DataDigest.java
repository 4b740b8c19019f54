/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

/**
 * What data that comes from elsewhere has to be known by.
 *
 * @param osHashAlgo as Glance names it
 * @param osHashValue lower-case hex
 */
public record DataDigest(String osHashAlgo, String osHashValue) {}
