/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas that are published, and answers that are to be as they say. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class SchemasIT {

    private static final String NAMESPACE = """
            {"namespace": "{n}", "visibility": "public", "display_name": "x", "protected": false,
             "resource_type_associations": [{"name": "OS::Glance::Image", "prefix": "hw_", "properties_target": "image"}],
             "properties": {"bus": {"title": "Bus", "type": "string", "enum": ["ide"], "operators": ["<in>"]}},
             "objects": [{"name": "disk", "required": ["size"],
                          "properties": {"size": {"title": "Size", "type": "integer", "minimum": 1}}}],
             "tags": [{"name": "fast"}]}""";

    Servers servers;

    @ParameterizedTest
    @CsvSource({
        "image,                   /v2/images/{id}",
        "images,                  /v2/images?limit=2",
        "member,                  /v2/images/{id}/members/{alt}",
        "members,                 /v2/images/{id}/members",
        "task,                    /v2/tasks/{task}",
        "tasks,                   /v2/tasks?limit=2",
        "metadefs/namespace,      /v2/metadefs/namespaces/{n}",
        "metadefs/namespaces,     /v2/metadefs/namespaces?limit=10",
        "metadefs/object,         /v2/metadefs/namespaces/{n}/objects/disk",
        "metadefs/objects,        /v2/metadefs/namespaces/{n}/objects",
        "metadefs/property,       /v2/metadefs/namespaces/{n}/properties/bus",
        "metadefs/properties,     /v2/metadefs/namespaces/{n}/properties",
        "metadefs/tag,            /v2/metadefs/namespaces/{n}/tags/fast",
        "metadefs/tags,           /v2/metadefs/namespaces/{n}/tags",
        "metadefs/resource_types, /v2/metadefs/namespaces/{n}/resource_types",
        "metadefs/resource_type,  ",
    })
    void schema_refersToWhatItHas_andAnswersAreAsItSays(String schema, String path) throws IOException {
        Api api = new Api(servers);
        String text = api.as("reader")
                .get("/v2/schemas/" + schema)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonNode document = new ObjectMapper().readTree(text);
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        if (path != null) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(text, InputFormat.JSON)
                            .validate(answer(api, path), InputFormat.JSON))
                    .isEmpty();
        }
    }

    private String answer(Api api, String path) {
        String namespace = "n" + UUID.randomUUID();
        api.as("admin")
                .contentType(ContentType.JSON)
                .body(NAMESPACE.replace("{n}", namespace))
                .post("/v2/metadefs/namespaces")
                .then()
                .statusCode(201);
        UUID id = api.active("demo", Map.of("os_distro", "ubuntu"));
        String task = api.order("admin", id, "copy-image", "s3").extract().path("lease");
        api.as("demo")
                .contentType(ContentType.JSON)
                .body(Map.of("member", api.project("alt")))
                .post("/v2/images/" + id + "/members")
                .then()
                .statusCode(200);
        return api.as("admin")
                .urlEncodingEnabled(false)
                .get(path.replace("{n}", namespace)
                        .replace("{id}", id.toString())
                        .replace("{task}", task)
                        .replace("{alt}", api.project("alt")))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
