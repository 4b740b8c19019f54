/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.flow;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work that goes on beside the caller's, so many pieces at once that are for the caller to keep to. */
public final class AtOnce {

    private final int most;
    private final AtomicInteger running = new AtomicInteger();

    /** Of {@code most} pieces. */
    public AtOnce(int most) {
        this.most = most;
    }

    /** How many may begin now; none when 0. */
    public int room() {
        return Math.max(0, most - running.get());
    }

    /**
     * Begins a piece, on a context of its own, and does not wait for its end.
     *
     * @param failed hears why it failed, if it does
     */
    public void begin(Supplier<Uni<Void>> work, Consumer<Throwable> failed) {
        running.incrementAndGet();
        Uni.createFrom()
                .voidItem()
                .emitOn(OnContext.beside())
                .chain(() -> work.get())
                .onTermination()
                .invoke(running::decrementAndGet)
                .subscribe()
                .with(done -> {}, failed);
    }
}
