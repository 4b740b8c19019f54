/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.export.domain.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How long the stages of an attempt took, each by itself: some go on beside each other. */
final class StageTimes {

    private final LongSupplier nanoTime;
    private final Map<Stage, Long> begun = new EnumMap<>(Stage.class);
    private final Map<Stage, Duration> took = new EnumMap<>(Stage.class);

    /** By a clock of nanoseconds, such as {@link System#nanoTime}. */
    StageTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void begin(Stage stage) {
        begun.put(stage, nanoTime.getAsLong());
    }

    /** Counts nothing for a stage that did not begin. */
    synchronized void end(Stage stage) {
        Long since = Objects.requireNonNullElseGet(begun.remove(stage), nanoTime::getAsLong);
        took(stage, Duration.ofNanos(nanoTime.getAsLong() - since));
    }

    /** A stage took that long, as somebody else knows. */
    synchronized void took(Stage stage, Duration time) {
        took.merge(stage, time, Duration::plus);
    }

    /** As a log says it: {@code fetchingMs=310 convertingMs=520}. */
    @Override
    public synchronized String toString() {
        return took.entrySet().stream()
                .map(time -> time.getKey().wireName() + "Ms=" + time.getValue().toMillis())
                .collect(Collectors.joining(" "));
    }
}
