/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.UUID;

/**
 * Where one copy of an image's data lies.
 *
 * @param store name of the store
 * @param blob key in the store
 */
public record Copy(String store, UUID blob) {}
