/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import io.vitrine.contract.ImageSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is kept ready of images of a kind, without being asked for. */
public record ExportRule(UUID id, String name, Condition condition, List<Recipe> recipes, Instant createdAt) {

    private static final Set<String> YES = Set.of("true", "yes", "1");

    public ExportRule {
        recipes = List.copyOf(recipes);
    }

    /**
     * Which images; an empty part takes all.
     *
     * @param visibility any of these
     * @param properties all of these, with these values
     * @param tags all of these
     */
    public record Condition(List<String> visibility, Map<String, String> properties, List<String> tags) {

        public Condition {
            visibility = List.copyOf(visibility);
            properties = Map.copyOf(properties);
            tags = List.copyOf(tags);
        }
    }

    /** Whether it is about the image. Only about active ones that are not deprecated. */
    public boolean takes(ImageSnapshot image) {
        boolean deprecated =
                YES.contains(image.properties().getOrDefault("deprecated", "").toLowerCase(Locale.ROOT));
        return image.status().equals("active")
                && !deprecated
                && (condition.visibility().isEmpty() || condition.visibility().contains(image.visibility()))
                && image.tags().containsAll(condition.tags())
                && image.properties()
                        .entrySet()
                        .containsAll(condition.properties().entrySet());
    }
}
