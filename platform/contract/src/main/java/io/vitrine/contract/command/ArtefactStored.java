/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

/**
 * {@code PUT /internal/artefacts/{id}}: storage keeps these bytes.
 *
 * @param size bytes
 * @param osHashAlgo what {@code osHashValue} was computed by, as Glance names it
 * @param osHashValue lower-case hex
 */
public record ArtefactStored(long size, String osHashAlgo, String osHashValue) {}
