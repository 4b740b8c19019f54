/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.ImagePatch;
import io.vitrine.catalog.domain.PatchOperation;
import io.vitrine.catalog.domain.PatchOperation.Kind;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a patch in either of the Image API's two media types. */
final class JsonPatch {

    /** The operation's name is the member that holds the path: {@code {"add": "/name", "value": …}}. */
    static final String V2_0 = "application/openstack-images-v2.0-json-patch";
    /** As in RFC 6902: {@code {"op": "add", "path": "/name", "value": …}}. */
    static final String V2_1 = "application/openstack-images-v2.1-json-patch";

    private JsonPatch() {}

    static ImagePatch parse(String contentType, byte[] body) {
        String type = contentType == null ? "" : Json.essence(contentType);
        if (!type.equals(V2_0) && !type.equals(V2_1)) {
            throw new ProblemException(Problem.of(415, "A patch's Content-Type must be " + V2_1 + ".")
                    .with("Accept-Patch", V2_0 + ", " + V2_1));
        }
        JsonNode changes = Json.read(body);
        if (!changes.isArray()) {
            throw new CatalogError.Invalid("Request body must be a JSON array of operation objects.");
        }
        boolean asInRfc = type.equals(V2_1);
        List<PatchOperation> operations = new ArrayList<>();
        for (JsonNode change : changes) {
            if (!change.isObject()) {
                throw new CatalogError.Invalid("Operations must be JSON objects.");
            }
            operations.add(asInRfc ? operationOfRfc(change) : operationNamedByMember(change));
        }
        return new ImagePatch(asInRfc, operations);
    }

    private static PatchOperation operationOfRfc(JsonNode change) {
        Kind kind = kind(text(change, "op"))
                .orElseThrow(() -> new CatalogError.Invalid("Operations must be add, replace or remove."));
        return operation(kind, text(change, "path"), change);
    }

    private static PatchOperation operationNamedByMember(JsonNode change) {
        List<Kind> named = new ArrayList<>();
        change.fieldNames().forEachRemaining(member -> kind(member).ifPresent(named::add));
        if (named.size() != 1) {
            throw new CatalogError.Invalid(
                    "Operation objects must contain exactly one member named add, remove or replace.");
        }
        return operation(named.getFirst(), text(change, wireName(named.getFirst())), change);
    }

    private static PatchOperation operation(Kind kind, String pointer, JsonNode change) {
        String attribute = attribute(pointer);
        if (kind == Kind.REMOVE) {
            return new PatchOperation(kind, attribute, null);
        }
        if (!change.has("value")) {
            throw new CatalogError.Invalid("Operation " + wireName(kind) + " requires a member named value.");
        }
        return new PatchOperation(kind, attribute, Json.plain(change.get("value")));
    }

    private static String text(JsonNode change, String member) {
        JsonNode value = change.path(member);
        if (!value.isTextual()) {
            throw new CatalogError.Invalid("Unable to find '" + member + "', a string, in JSON Schema change.");
        }
        return value.textValue();
    }

    /** The attribute a JSON pointer leads to; only image locations have anything below the first level. */
    private static String attribute(String pointer) {
        if (!pointer.startsWith("/") || pointer.contains("//") || (pointer.length() > 1 && pointer.endsWith("/"))) {
            throw new CatalogError.Invalid("Pointer '" + pointer + "' must be a slash and the name of an attribute.");
        }
        if (pointer.replace("~0", "").replace("~1", "").contains("~")) {
            throw new CatalogError.Invalid(
                    "Pointer '" + pointer + "' contains '~' not part of a recognized escape sequence.");
        }
        String[] segments = pointer.substring(1).split("/", -1);
        if (segments.length > 1 && !segments[0].equals("locations")) {
            throw new CatalogError.Invalid("Invalid JSON pointer for this resource: '" + pointer + "'.");
        }
        return segments[0].replace("~1", "/").replace("~0", "~");
    }

    private static Optional<Kind> kind(String name) {
        for (Kind kind : Kind.values()) {
            if (wireName(kind).equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static String wireName(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
