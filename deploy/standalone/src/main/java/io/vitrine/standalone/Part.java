/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.util.concurrent.CompletableFuture;

/** One of the servers that make up Vitrine. */
interface Part {

    /** What messages call it. */
    String name();

    /**
     * Starts it, also again after it ended, and returns when it can be used.
     *
     * @throws StartFailure when it cannot be started
     */
    void start();

    /** Completes when the running one ends, with its exit code where that is known. */
    CompletableFuture<?> ended();

    /** Stops it and waits for that; does nothing when it does not run. */
    void stop();
}
