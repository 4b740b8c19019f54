/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work that only goes on while something is held, which has to be asserted again and again.
 *
 * @param hold asserts it once; fails with {@code lost} when it is held no more
 * @param lost the failure that ends the work; another one may pass and is tried again at the next turn
 * @param passing is told of those that may pass
 */
public record WhileHeld(Supplier<Uni<Void>> hold, Class<? extends Throwable> lost, Consumer<Throwable> passing) {

    /**
     * The work's result; fails, and cancels the work, once it is held no more.
     *
     * @param first time until the first turn
     * @param every time between two turns
     */
    public <T> Uni<T> during(Uni<T> work, Duration first, Duration every) {
        Uni<T> ended = Multi.createFrom()
                .ticks()
                .startingAfter(first)
                .every(every)
                .onOverflow()
                .drop()
                .emitOn(OnContext.beside())
                .onItem()
                .transformToUniAndConcatenate(
                        tick -> hold.get().onFailure(e -> !lost.isInstance(e)).recoverWithUni(e -> {
                            passing.accept(e);
                            return Uni.createFrom().voidItem();
                        }))
                .onItem()
                .ignoreAsUni()
                .replaceWith((T) null);
        return Uni.combine().any().of(work, ended);
    }
}
