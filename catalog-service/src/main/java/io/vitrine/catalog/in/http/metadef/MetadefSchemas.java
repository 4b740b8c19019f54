/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

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
        add("namespace", "namespaces", "namespaces");
        add("object", "objects", "objects");
        add("tag", "tags", "tags");
        add("resource_type", "resource_types", "resource_type_associations");
        ObjectNode property = add("property");
        ObjectNode properties = Json.object().put("name", "properties");
        properties
                .putObject("properties")
                .putObject("properties")
                .put("type", "object")
                .set("additionalProperties", property.deepCopy().put("type", "object"));
        documents.put("properties", properties);
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

    private void add(String name, String collection, String member) {
        ObjectNode item = add(name);
        ObjectNode document = Json.object().put("name", member);
        ObjectNode properties = document.putObject("properties");
        properties.putObject(member).put("type", "array").set("items", item);
        List.of("first", "next", "schema")
                .forEach(link -> properties.putObject(link).put("type", "string"));
        documents.put(collection, document);
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
        ObjectNode strict = document.deepCopy().put("type", "object").put("additionalProperties", false);
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
