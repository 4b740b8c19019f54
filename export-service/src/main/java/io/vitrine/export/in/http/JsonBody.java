/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the JSON of requests. Whatever cannot be understood is an {@link ExportError.Invalid} that says what was expected. */
final class JsonBody {

    /** Members that say what to make. */
    static final Set<String> RECIPE = Set.of("format", "compression", "options", "bundle");

    private static final int LONGEST = 1 << 20;

    private JsonBody() {}

    /** What a body says. */
    static <T> T read(String text, Function<JsonObject, T> reader) {
        try {
            return reader.apply(given(text));
        } catch (DecodeException e) {
            throw new ExportError.Invalid("The body has to be a JSON object.");
        } catch (ClassCastException e) {
            throw new ExportError.Invalid("A member of the body is of another JSON type than it has to be.");
        }
    }

    /** What is null is not given. */
    private static JsonObject given(String text) {
        if (text == null || text.length() > LONGEST) {
            throw new ExportError.Invalid("The body has 1 to " + LONGEST + " characters.");
        }
        JsonObject json = new JsonObject(text);
        json.getMap().values().removeIf(Objects::isNull);
        return json;
    }

    /** Refuses members that have no meaning. */
    static void requireOnly(JsonObject json, Set<String> members) {
        json.fieldNames().stream()
                .filter(name -> !members.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ExportError.Invalid(
                            "There is no member '" + name + "'; members are " + new TreeSet<>(members) + ".");
                });
    }

    /** A member that has to be there. */
    static String required(JsonObject json, String name) {
        String value = json.getString(name);
        if (value == null) {
            throw new ExportError.Invalid("The body needs a value of " + name + ".");
        }
        return value;
    }

    /** An object of texts; empty where it is missing. */
    static Map<String, String> texts(JsonObject json, String name) {
        JsonObject given = json.getJsonObject(name, new JsonObject());
        Map<String, String> texts = new HashMap<>();
        given.fieldNames().forEach(key -> texts.put(key, required(given, key)));
        return texts;
    }

    /** A list of texts; empty where it is missing. */
    static List<String> list(JsonObject json, String name) {
        return json.getJsonArray(name, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }

    /** What to make. */
    static Recipe recipe(JsonObject json) {
        Map<String, String> options = texts(json, "options");
        String compression = json.getString("compression");
        if (compression != null && options.putIfAbsent("compression", compression) != null) {
            throw new ExportError.Invalid("Give compression once, as a member or as an option.");
        }
        return Recipe.of(required(json, "format"), options, json.getString("bundle"));
    }
}
