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
 * @param waitsFor why an attempt at it came to nothing, when it now waits for another one; null while it is worked at
 */
public record ImportProgress(
        long bytes, Long total, List<String> remainingStores, List<String> failedStores, String waitsFor) {

    /** An import that waits to be tried again. */
    public static ImportProgress waiting(String reason) {
        return new ImportProgress(0, null, null, null, reason);
    }
}
