/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.List;

/**
 * {@code POST /internal/imports/{lease}/progress}: how far an import is; renews its lease too.
 *
 * @param bytes done so far
 * @param total bytes to do; null when not known
 * @param remainingStores names of the stores that are not done with
 * @param failedStores names of the stores that failed
 */
public record ImportProgress(long bytes, Long total, List<String> remainingStores, List<String> failedStores) {}
