/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportRule;
import io.vitrine.export.domain.Recipe;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads the body of a request for a rule. */
final class RuleBody {

    private static final Set<String> MEMBERS = Set.of("name", "match", "exports");
    private static final Set<String> CONDITIONS = Set.of("visibility", "properties", "tags");
    private static final Set<String> VISIBILITIES = Set.of("public", "community", "shared", "private");
    private static final int LONGEST_NAME = 255;
    private static final int MOST_RECIPES = 20;

    private RuleBody() {}

    /**
     * The rule, with an id of its own.
     *
     * @throws ExportError.Invalid for what cannot be understood
     */
    static ExportRule read(String text) {
        return JsonBody.read(text, RuleBody::of);
    }

    private static ExportRule of(JsonObject json) {
        JsonBody.requireOnly(json, MEMBERS);
        String name = JsonBody.required(json, "name");
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new ExportError.Invalid("name has 1 to " + LONGEST_NAME + " characters and no control characters.");
        }
        return new ExportRule(
                UUID.randomUUID(), name, condition(json.getJsonObject("match", new JsonObject())), recipes(json), null);
    }

    private static ExportRule.Condition condition(JsonObject match) {
        JsonBody.requireOnly(match, CONDITIONS);
        List<String> visibility = JsonBody.list(match, "visibility");
        if (!VISIBILITIES.containsAll(visibility)) {
            throw new ExportError.Invalid("visibility is a list of public, community, shared, private.");
        }
        return new ExportRule.Condition(visibility, JsonBody.texts(match, "properties"), JsonBody.list(match, "tags"));
    }

    private static List<Recipe> recipes(JsonObject json) {
        JsonArray given = json.getJsonArray("exports", new JsonArray());
        if (given.isEmpty() || given.size() > MOST_RECIPES) {
            throw new ExportError.Invalid("exports has 1 to " + MOST_RECIPES + " things to make.");
        }
        return given.stream()
                .map(JsonObject.class::cast)
                .peek(recipe -> JsonBody.requireOnly(recipe, JsonBody.RECIPE))
                .map(JsonBody::recipe)
                .toList();
    }
}
