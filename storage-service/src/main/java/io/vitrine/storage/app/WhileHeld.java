/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.storage.domain.StorageError;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work that only goes on while something is held, which has to be asserted again and again. */
final class WhileHeld {

    private WhileHeld() {}

    /**
     * The work's result; fails, and cancels the work, once {@code hold} fails with {@link StorageError.LeaseLost}. Another
     * failure of it may pass: it is told to {@code passing} and tried again at the next turn.
     *
     * @param first time until the first turn
     * @param every time between two turns
     */
    static <T> Uni<T> during(
            Uni<T> work, Duration first, Duration every, Supplier<Uni<Void>> hold, Consumer<Throwable> passing) {
        Uni<T> lost = Multi.createFrom()
                .ticks()
                .startingAfter(first)
                .every(every)
                .onOverflow()
                .drop()
                .emitOn(OnContext.beside())
                .onItem()
                .transformToUniAndConcatenate(tick -> hold.get()
                        .onFailure(e -> !(e instanceof StorageError.LeaseLost))
                        .recoverWithUni(e -> {
                            passing.accept(e);
                            return Uni.createFrom().voidItem();
                        }))
                .onItem()
                .ignoreAsUni()
                .replaceWith((T) null);
        return Uni.combine().any().of(work, lost);
    }
}
