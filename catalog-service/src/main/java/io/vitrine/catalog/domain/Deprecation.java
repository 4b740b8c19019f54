/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Map;
import java.util.Optional;

/**
 * The convention by which an owner deprecates an image: the property {@code deprecated=true}, with
 * {@code replacement} (a name or id) and {@code deprecation_reason} beside it.
 */
public record Deprecation(String replacement, String reason) {

    /** The deprecation that these properties declare, if any. */
    public static Optional<Deprecation> in(Map<String, String> properties) {
        return "true".equalsIgnoreCase(properties.get("deprecated"))
                ? Optional.of(new Deprecation(properties.get("replacement"), properties.get("deprecation_reason")))
                : Optional.empty();
    }
}
