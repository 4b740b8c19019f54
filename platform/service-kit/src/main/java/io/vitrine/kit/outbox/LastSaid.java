/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** When something was last said in this process, for a relay that would else have to look all the time. */
@ApplicationScoped
class LastSaid {

    private final Semaphore news = new Semaphore(0);
    private volatile long nanos = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    /** Something is said, and will be committed. */
    void now() {
        nanos = System.nanoTime();
        wake();
    }

    boolean isWithin(Duration time) {
        return System.nanoTime() - nanos < time.toNanos();
    }

    /** Waits until something is said, but no longer than that. */
    void await(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Ends a wait. */
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }
}
