/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.vertx.core.json.JsonObject;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.Recipe;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request for an export asks for.
 *
 * @param image id of the image
 * @param freeze whether it is to be deactivated meanwhile
 */
record ExportBody(UUID image, Recipe recipe, boolean freeze) {

    private static final Set<String> MEMBERS = members();
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /**
     * Reads a body.
     *
     * @throws ExportError.Invalid for what cannot be understood
     */
    static ExportBody read(String text) {
        return JsonBody.read(text, ExportBody::of);
    }

    private static ExportBody of(JsonObject json) {
        JsonBody.requireOnly(json, MEMBERS);
        String image = JsonBody.required(json, "image");
        if (!ID.matcher(image).matches()) {
            throw new ExportError.Invalid("image has to be the UUID of an image.");
        }
        return new ExportBody(UUID.fromString(image), JsonBody.recipe(json), json.getBoolean("freeze", false));
    }

    private static Set<String> members() {
        Set<String> members = new HashSet<>(JsonBody.RECIPE);
        members.addAll(List.of("image", "freeze"));
        return Set.copyOf(members);
    }
}
