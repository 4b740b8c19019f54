/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import io.vitrine.catalog.domain.CatalogError;
import java.util.List;
import java.util.Optional;

/**
 * A page of the namespaces that somebody asks for.
 *
 * @param resourceTypes only those that define something for one of them; empty for all
 * @param visibility public or private; empty for both
 */
public record NamespaceQuery(List<String> resourceTypes, Optional<String> visibility, Paging paging) {

    private static final List<String> SORT_KEYS =
            List.of("namespace", "display_name", "visibility", "protected", "owner", "created_at", "updated_at");
    private static final int DEFAULT_LIMIT = 25;

    /** Reads decoded parameters, of which the last of a name counts. */
    public static NamespaceQuery parse(Parameters parameters) {
        Optional<String> visibility = parameters.value("visibility");
        visibility
                .filter(asked -> !asked.equals("public") && !asked.equals("private"))
                .ifPresent(asked -> {
                    throw new CatalogError.Invalid(
                            "Invalid visibility value: " + asked + ". It must be public or private.");
                });
        return new NamespaceQuery(
                parameters
                        .value("resource_types")
                        .map(types -> List.of(types.split(",")))
                        .orElse(List.of()),
                visibility,
                Paging.parse(parameters, SORT_KEYS, DEFAULT_LIMIT));
    }
}
