/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The parameters of a statement that is put together from parts: each value goes in by number, none by its text. */
public class SqlText {

    private final List<Object> values = new ArrayList<>();

    /** The placeholder of a value. */
    public String bind(Object value) {
        values.add(value);
        return "?" + values.size();
    }

    /** The placeholders of several values, separated by commas. */
    public String bindAll(Collection<?> several) {
        return several.stream().map(this::bind).collect(Collectors.joining(", "));
    }

    public List<Object> values() {
        return values;
    }
}
