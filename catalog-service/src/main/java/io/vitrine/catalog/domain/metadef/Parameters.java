/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.Text;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query, decoded. */
public record Parameters(Map<String, String> values) {

    public Parameters {
        values.forEach((name, value) -> {
            Text.block("A parameter's name", name);
            Text.block("Parameter '" + name + "'", value);
        });
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
