/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * A part of a list.
 *
 * @param next what to ask the following page with; empty on the last page
 */
public record Page<T>(List<T> items, OptionalLong next) {

    /** How many more items than {@code limit} to read, so that it is known whether another page follows. */
    public static final int LOOK_AHEAD = 1;

    /** The page of at most {@code limit} items, from up to {@link #LOOK_AHEAD} more that were read. */
    public static <T> Page<T> of(List<T> read, int limit, ToLongFunction<T> marker) {
        if (read.size() <= limit) {
            return new Page<>(read, OptionalLong.empty());
        }
        List<T> items = read.subList(0, limit);
        return new Page<>(items, OptionalLong.of(marker.applyAsLong(items.getLast())));
    }
}
