/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats calls that failed for a passing reason, with pauses that double each time and are drawn at random below that, so
 * that many callers do not come back at once.
 *
 * @param attempts most calls in all, at least 1
 */
record S3Retry(int attempts) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** One call of the server. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws S3Failure;
    }

    <T> T call(Call<T> call) throws IOException {
        for (int failed = 1; ; failed++) {
            try {
                return call.run();
            } catch (S3Failure e) {
                if (failed >= attempts || !e.isPassing()) {
                    throw e;
                }
                pause(failed);
            }
        }
    }

    /** How long to wait before the next call, after so many that failed. */
    Duration pauseAfter(int failed) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failed - 1, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    /** Waits as long. */
    void pause(int failed) throws InterruptedIOException {
        try {
            Thread.sleep(pauseAfter(failed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to ask the S3 server again");
        }
    }
}
