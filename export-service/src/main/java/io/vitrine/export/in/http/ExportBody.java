/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request for an export asks for.
 *
 * @param image id of the image
 */
record ExportBody(UUID image, Recipe recipe) {

    private static final List<String> MEMBERS = List.of("image", "format", "compression", "options", "bundle");
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /**
     * Reads a body.
     *
     * @throws ExportError.Invalid for what cannot be understood
     */
    static ExportBody read(String text) {
        try {
            return read(new JsonObject(text));
        } catch (DecodeException e) {
            throw new ExportError.Invalid("The body has to be a JSON object.");
        } catch (ClassCastException e) {
            throw new ExportError.Invalid("A member of the body is of another JSON type than it has to be.");
        }
    }

    private static ExportBody read(JsonObject json) {
        json.fieldNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ExportError.Invalid("There is no member '" + name + "'; members are " + MEMBERS + ".");
                });
        String image = required(json, "image");
        if (!ID.matcher(image).matches()) {
            throw new ExportError.Invalid("image has to be the UUID of an image.");
        }
        Map<String, String> options = new HashMap<>();
        Optional.ofNullable(json.getJsonObject("options"))
                .ifPresent(given -> given.fieldNames().forEach(name -> options.put(name, required(given, name))));
        if (json.getString("compression") != null
                && options.putIfAbsent("compression", json.getString("compression")) != null) {
            throw new ExportError.Invalid("Give compression once, as a member or as an option.");
        }
        return new ExportBody(
                UUID.fromString(image), Recipe.of(required(json, "format"), options, json.getString("bundle")));
    }

    private static String required(JsonObject json, String name) {
        String value = json.getString(name);
        if (value == null) {
            throw new ExportError.Invalid("The body needs a value of " + name + ".");
        }
        return value;
    }
}
