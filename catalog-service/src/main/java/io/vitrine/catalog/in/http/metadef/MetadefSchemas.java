/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.in.http.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON Schemas of metadata definitions: what clients build their model from is what requests are checked against. */
@Singleton
class MetadefSchemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    private final Map<String, ObjectNode> documents = new HashMap<>();
    private final Map<String, Schema> rules = new HashMap<>();

    MetadefSchemas() {
        documents.put("namespaces", list("namespaces", add("namespace")));
        documents.put("objects", list("objects", add("object")));
        documents.put("tags", list("tags", add("tag")));
        documents.put("resource_types", list("resource_type_associations", add("resource_type")));
        documents.put("properties", byName("properties", add("property")));
        rule(
                "tags",
                "{\"required\":[\"tags\"],\"properties\":{\"tags\":{\"type\":\"array\",\"items\":"
                        + strict(documents.get("tag")) + "}},\"additionalProperties\":false}");
    }

    /** The document of that name. */
    Optional<ObjectNode> document(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    /** A body that is as the schema of that name says, in plain Java; members that only the service sets are refused. */
    Map<String, Object> read(String schema, String contentType, byte[] body) {
        Map<String, Object> attributes = Json.attributes(contentType, body);
        for (String name : List.of("self", "schema", "created_at", "updated_at")) {
            if (attributes.containsKey(name)) {
                throw new CatalogError.Forbidden("Attribute '" + name + "' is read-only.");
            }
        }
        check(schema, Json.of(attributes).toString());
        return attributes;
    }

    /** Refuses a JSON document that is not as the schema of that name says. */
    void check(String schema, String json) {
        List<Error> errors = rules.get(schema).validate(json, InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new CatalogError.Invalid(
                    "Provided object does not match schema '" + schema + "': " + sentence(errors.getFirst()));
        }
    }

    /** What is wrong, behind the place; the body as a whole has none. */
    private static String sentence(Error error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() ? "" : place + ": ") + error.getMessage() + ".";
    }

    private static ObjectNode list(String name, ObjectNode item) {
        return collection(name, "array", "items", item.deepCopy());
    }

    private static ObjectNode byName(String name, ObjectNode item) {
        ObjectNode nameless = item.deepCopy();
        nameless.putArray("required").add("title").add("type");
        return collection(name, "object", "additionalProperties", nameless);
    }

    /** The definitions go to the top of the document, where the item's references look for them. */
    private static ObjectNode collection(String name, String type, String holder, ObjectNode item) {
        JsonNode definitions = item.remove("definitions");
        ObjectNode document = Json.object().put("name", name);
        ObjectNode properties = document.putObject("properties");
        properties.putObject(name).put("type", type).set(holder, item);
        ArrayNode links = document.putArray("links");
        for (String link : List.of("first", "next", "schema")) {
            properties.putObject(link).put("type", "string");
            links.addObject()
                    .put("rel", link.equals("schema") ? "describedby" : link)
                    .put("href", "{" + link + "}");
        }
        if (definitions != null) {
            document.set("definitions", definitions);
        }
        return document;
    }

    private ObjectNode add(String name) {
        ObjectNode document = load(name);
        documents.put(name, document);
        rule(name, strict(document).toString());
        return document;
    }

    private void rule(String name, String schema) {
        rules.put(name, REGISTRY.getSchema(schema, InputFormat.JSON));
    }

    private static ObjectNode strict(ObjectNode document) {
        ObjectNode strict = document.deepCopy().put("type", "object");
        if (strict.at("/definitions/property/additionalProperties") instanceof ObjectNode property) {
            property.put("additionalProperties", false);
        }
        return strict;
    }

    private static ObjectNode load(String name) {
        try (InputStream document = MetadefSchemas.class.getResourceAsStream("/schemas/metadefs/" + name + ".json")) {
            return (ObjectNode) Json.read(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
