/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.vitrine.export.domain.ExportRule;
import io.vitrine.export.domain.Recipe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A rule as JSON. */
@JsonNaming(SnakeCaseStrategy.class)
record RuleJson(UUID id, String name, ExportRule.Condition match, List<Made> exports, Instant createdAt) {

    static final String PATH = "/ext/v1/export-rules";

    static RuleJson of(ExportRule rule) {
        return new RuleJson(
                rule.id(),
                rule.name(),
                rule.condition(),
                rule.recipes().stream().map(Made::of).toList(),
                rule.createdAt());
    }

    /** What is made; {@code bundle} is absent where the disk stands alone. */
    record Made(
            String format,
            Map<String, String> options,
            @JsonInclude(JsonInclude.Include.NON_NULL) String bundle) {

        static Made of(Recipe recipe) {
            return new Made(
                    recipe.format().wireName(),
                    recipe.options(),
                    recipe.bundle() == null ? null : recipe.bundle().wireName());
        }
    }
}
