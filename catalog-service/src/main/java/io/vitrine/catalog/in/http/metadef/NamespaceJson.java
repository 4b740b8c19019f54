/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.catalog.domain.metadef.Definition;
import io.vitrine.catalog.domain.metadef.Definition.Kind;
import io.vitrine.catalog.domain.metadef.Namespace;
import io.vitrine.catalog.domain.metadef.NamespaceContents;
import io.vitrine.catalog.in.http.ImageJson;
import io.vitrine.catalog.in.http.Json;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Metadata definitions on the wire: what was not said is not there. */
final class NamespaceJson {

    static final String NAMESPACES = "/v2/metadefs/namespaces";

    private NamespaceJson() {}

    /** A namespace with all that it defines. */
    static ObjectNode full(NamespaceContents contents) {
        ObjectNode json = inList(contents);
        String name = contents.namespace().name();
        list(json, "objects", contents.all(Kind.OBJECT), definition -> keptObject(name, definition));
        List<Definition> properties = contents.all(Kind.PROPERTY);
        if (!properties.isEmpty()) {
            json.set("properties", properties(properties));
        }
        list(json, "tags", contents.all(Kind.TAG), tag -> Json.object().put("name", tag.name()));
        return json;
    }

    /** A namespace with its resource types only. */
    static ObjectNode inList(NamespaceContents contents) {
        Namespace namespace = contents.namespace();
        ObjectNode json = Json.object().put("namespace", namespace.name());
        putPresent(json, "display_name", namespace.about().displayName());
        putPresent(json, "description", namespace.about().description());
        json.put("visibility", namespace.isPublic() ? "public" : "private");
        json.put("protected", namespace.isProtected());
        json.put("owner", namespace.owner());
        putTimes(json, namespace.createdAt(), namespace.updatedAt());
        json.put("self", path(namespace.name()));
        json.put("schema", "/v2/schemas/metadefs/namespace");
        list(json, "resource_type_associations", contents.all(Kind.RESOURCE_TYPE), NamespaceJson::timed);
        return json;
    }

    /** An object as it is kept: with its properties, of which there may be none. */
    static ObjectNode keptObject(String namespace, Definition object) {
        ObjectNode json = object(namespace, object);
        return json.has("properties") ? json : json.set("properties", Json.object());
    }

    static ObjectNode object(String namespace, Definition object) {
        ObjectNode json = timed(object);
        json.put("self", path(namespace) + "/objects/" + segment(object.name()));
        return json.put("schema", "/v2/schemas/metadefs/object");
    }

    /** Properties by name. */
    static ObjectNode properties(List<Definition> properties) {
        ObjectNode json = Json.object();
        properties.forEach(property -> json.set(property.name(), Json.of(property.body())));
        return json;
    }

    /** A definition with its name. */
    static ObjectNode named(Definition definition) {
        ObjectNode json = Json.object().put("name", definition.name());
        return json.setAll((ObjectNode) Json.of(definition.body()));
    }

    /** A definition with its name and times. */
    static ObjectNode timed(Definition definition) {
        ObjectNode json = named(definition);
        putTimes(json, definition.createdAt(), definition.updatedAt());
        return json;
    }

    static String path(String namespace) {
        return NAMESPACES + "/" + segment(namespace);
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("%3A", ":");
    }

    private static void list(
            ObjectNode json, String name, List<Definition> definitions, Function<Definition, ObjectNode> form) {
        if (!definitions.isEmpty()) {
            ArrayNode list = json.putArray(name);
            definitions.forEach(definition -> list.add(form.apply(definition)));
        }
    }

    private static void putPresent(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void putTimes(ObjectNode json, Instant createdAt, Instant updatedAt) {
        json.put("created_at", ImageJson.time(createdAt)).put("updated_at", ImageJson.time(updatedAt));
    }
}
