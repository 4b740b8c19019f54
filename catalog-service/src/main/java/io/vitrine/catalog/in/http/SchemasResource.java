/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** JSON Schemas of what this API answers: clients build their model of an image from them. */
@Path("/v2/schemas")
public class SchemasResource {

    private final Map<String, JsonNode> schemas;

    SchemasResource(CatalogConfig config) {
        ObjectNode image = load("image");
        offer(image, "disk_format", config.diskFormats());
        offer(image, "container_format", config.containerFormats());
        if (config.toldStores().isEmpty()) {
            ((ObjectNode) image.get("properties")).remove("stores");
        }
        ObjectNode member = load("member");
        ObjectNode task = load("task");
        this.schemas = Map.of(
                "image",
                image,
                "images",
                collection("images", image),
                "member",
                member,
                "members",
                collection("members", member),
                "task",
                task,
                "tasks",
                collection("tasks", task));
    }

    /** One schema: image, images, member, members, task or tasks. 200; 404. */
    @GET
    @Path("/{name}")
    public Response show(@PathParam("name") String name) {
        JsonNode schema = schemas.get(name);
        if (schema == null) {
            throw new CatalogError.NotFound("There is no schema " + name + ".");
        }
        return Json.response(200, schema).build();
    }

    private static void offer(ObjectNode image, String attribute, Set<String> formats) {
        ArrayNode values = ((ObjectNode) image.at("/properties/" + attribute)).putArray("enum");
        values.addNull();
        new TreeSet<>(formats).forEach(values::add);
    }

    private static ObjectNode collection(String name, ObjectNode item) {
        ObjectNode collection = load(name);
        ((ObjectNode) collection.at("/properties/" + name)).set("items", item);
        return collection;
    }

    private static ObjectNode load(String name) {
        try (InputStream document = SchemasResource.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return (ObjectNode) Json.read(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
