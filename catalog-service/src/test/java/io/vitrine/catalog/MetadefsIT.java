/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata definitions. Each test has a namespace of its own, {@code {n}} in paths. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class MetadefsIT {

    private static final String NAMESPACES = "/v2/metadefs/namespaces";

    Servers servers;
    private final String name = "Test::" + UUID.randomUUID();
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void namespace_isCreatedWithAllItDefines_andShowsIt() {
        create(full()).statusCode(201).header("Location", NAMESPACES + "/" + name);

        get("demo", "/{n}")
                .statusCode(200)
                .body("namespace", equalTo(name))
                .body("owner", equalTo(api.project("admin")))
                .body("visibility", equalTo("public"))
                .body("protected", equalTo(false))
                .body("self", equalTo(NAMESPACES + "/" + name))
                .body("schema", equalTo("/v2/schemas/metadefs/namespace"))
                .body("", not(hasKey("display_name")))
                .body("properties.bus.enum", contains("ide", "virtio"))
                .body("objects[0].name", equalTo("disk"))
                .body("objects[0].required", contains("size"))
                .body("objects[0].properties.size.minimum", equalTo(1))
                .body("tags.name", contains("fast"))
                .body("resource_type_associations[0].prefix", equalTo("hw_"));
        get("demo", "/{n}?resource_type=OS::Glance::Image")
                .body("properties", hasKey("hw_bus"))
                .body("objects[0].required", contains("hw_size"))
                .body("objects[0].properties", hasKey("hw_size"));
        get("demo", "/{n}?resource_type=OS::Nova::Server").body("properties", hasKey("bus"));
        get("demo", "?limit=1000")
                .body("namespaces.find { it.namespace == '" + name + "' }", not(hasKey("properties")));
    }

    @Test
    void namespace_isDescribedAnew_andKeepsWhatItDefines() {
        create(full()).statusCode(201);
        String renamed = name + "-2";

        send("PUT", "/{n}", Map.of("namespace", renamed, "display_name", "Two", "protected", true))
                .statusCode(200)
                .body("namespace", equalTo(renamed))
                .body("visibility", equalTo("private"));

        get("admin", "/{n}").statusCode(404);
        get("admin", "/" + renamed).body("display_name", equalTo("Two")).body("properties", hasKey("bus"));
        get("demo", "/" + renamed).statusCode(404);
        for (String path : List.of(
                "",
                "/objects",
                "/objects/disk",
                "/properties",
                "/properties/bus",
                "/tags",
                "/tags/fast",
                "/resource_types/OS::Glance::Image")) {
            send("DELETE", "/" + renamed + path, null).statusCode(403);
        }
        send("PUT", "/" + renamed, Map.of("namespace", renamed)).statusCode(200);
        send("DELETE", "/" + renamed, null).statusCode(204);
        get("admin", "/" + renamed).statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "objects        | disk | {\"name\":\"net\",\"required\":[]} | name",
                "properties     | bus  | {\"name\":\"net\",\"title\":\"Net\",\"type\":\"integer\"} | name",
                "tags           | fast | {\"name\":\"net\"} | name",
            })
    void definition_isAddedReplacedAndRemoved(String kind, String present, String body, String key) {
        create(full()).statusCode(201);
        String net = "/{n}/" + kind + "/net";

        add(kind, body).statusCode(201);
        get("demo", net).statusCode(200).body(key, equalTo("net"));
        add(kind, body).statusCode(409);
        sendText("PUT", "/{n}/" + kind + "/" + present, body).statusCode(409);
        sendText("PUT", net, body.replace("net", "new")).statusCode(200).body(key, equalTo("new"));
        get("demo", net).statusCode(404);
        sendText("PUT", net, body).statusCode(404);
        send("DELETE", "/{n}/" + kind + "/new", null).statusCode(204);
        send("DELETE", "/{n}/" + kind + "/new", null).statusCode(404);
        get("demo", "/{n}/" + kind + "/" + present).statusCode(200);
        send("DELETE", "/{n}/" + kind, null).statusCode(204);
        get("demo", "/{n}/" + kind + "/" + present).statusCode(404);
        get("demo", "/{n}/" + kind).statusCode(200);
    }

    @Test
    void object_withoutProperties_isShownWithNone() {
        create(full()).statusCode(201);
        add("objects", "{\"name\":\"net\"}").statusCode(201);
        get("demo", "/{n}/objects/net").body("properties", equalTo(Map.of()));
    }

    @Test
    void tags_areReplacedAllAtOnce_orAppended() {
        create(full()).statusCode(201);
        String tags = "{\"tags\":[{\"name\":\"a\"},{\"name\":\"b\"}]}";

        sendText("POST", "/{n}/tags", tags).statusCode(201).body("tags.name", contains("a", "b"));
        get("demo", "/{n}/tags?sort_key=name&sort_dir=asc").body("tags.name", contains("a", "b"));
        sendText("POST", "/{n}/tags", "{\"tags\":[{\"name\":\"c\"},{\"name\":\"c\"}]}")
                .statusCode(409);
        asAdmin()
                .header("X-Openstack-Append", "True")
                .body("{\"tags\":[{\"name\":\"c\"}]}")
                .post(path("/{n}/tags"))
                .then()
                .statusCode(201);
        get("demo", "/{n}/tags?sort_key=name&sort_dir=asc&limit=2&marker=a").body("tags.name", contains("b", "c"));
    }

    @Test
    void resourceType_isAssociated_andKnownFromThenOn() {
        create(full()).statusCode(201);
        String type = "Test::Type::" + UUID.randomUUID();
        sendText(
                        "POST",
                        "/{n}/resource_types",
                        "{\"name\":\"" + type + "\",\"prefix\":\"x:\",\"properties_target\":\"metadata\"}")
                .statusCode(201)
                .body("name", equalTo(type))
                .body("prefix", equalTo("x:"));
        get("demo", "/{n}/resource_types").body("resource_type_associations.properties_target", hasItems("metadata"));
        get("demo", "/{n}/properties/x:bus?resource_type=" + type)
                .statusCode(200)
                .body("title", equalTo("Bus"));
        get("demo", "/{n}/properties/bus?resource_type=" + type).statusCode(404);
        get("demo", "?resource_types=nothing," + type).body("namespaces.namespace", contains(name));
        send("DELETE", "/{n}/resource_types/" + type, null).statusCode(204);
        send("DELETE", "/{n}/resource_types/" + type, null).statusCode(404);
        get("demo", "/{n}/resource_types").body("resource_type_associations.name", contains("OS::Glance::Image"));
        api.as("demo")
                .get("/v2/metadefs/resource_types")
                .then()
                .body("resource_types.name", hasItems(type, "OS::Nova::Flavor"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | required property 'namespace' not found.",
                "{\"namespace\": \"x\", \"objects\": [{\"name\": 1}]} | /objects/0/name: integer found, string expected.",
            })
    void badRequest_isToldWhatIsWrongAndWhere(String body, String reason) {
        asAdmin()
                .accept(ContentType.JSON)
                .body(body)
                .post(NAMESPACES)
                .then()
                .statusCode(400)
                .body("message", equalTo("Provided object does not match schema 'namespace': " + reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | ``                 | {}                                              | 400",
                "POST | ``                 | []                                              | 400",
                "POST | ``                 | {\"namespace\":\"\"}                            | 400",
                "POST | ``                 | {\"namespace\":\"a/b\"}                         | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"nonsense\":1}            | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"visibility\":\"shared\"} | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"protected\":\"yes\"}     | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"self\":\"y\"}            | 403",
                "POST | ``                 | {\"namespace\":\"x\",\"description\":\"\\u0000\"} | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"objects\":[{}]}          | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"objects\":[1]}           | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"properties\":{\"a\":{}}} | 400",
                "POST | ``                 | {\"namespace\":\"x\",\"tags\":[{\"name\":\"a\"},{\"name\":\"a\"}]} | 409",
                "POST | /{n}/properties    | {\"name\":\"x\",\"type\":\"string\"}             | 400",
                "POST | /{n}/properties    | {\"name\":\"x\",\"title\":\"X\",\"type\":\"odd\"} | 400",
                "POST | /{n}/properties    | {\"name\":\"x\",\"title\":\"\\ud800\",\"type\":\"string\"} | 400",
                "POST | /{n}/properties    | {\"name\":\"x\",\"title\":\"X\",\"type\":\"string\",\"default\":{\"a\":[\"\\u0000\"]}} | 400",
                "POST | /{n}/objects       | {\"name\":\"x\",\"properties\":{\"y\":{\"title\":1,\"type\":\"string\"}}} | 400",
                "POST | /{n}/resource_types | {\"prefix\":\"x\"}                             | 400",
                "POST | /{n}/tags          | {\"tags\":\"a\"}                                | 400",
                "POST | /{n}/tags          | {\"tags\":[{\"name\":\"a\",\"x\":1}]}           | 400",
                "GET  | ?limit=x           |                                                 | 400",
                "GET  | ?limit=-1          |                                                 | 400",
                "GET  | ?marker=nonsense   |                                                 | 404",
                "GET  | ?sort_key=nonsense |                                                 | 400",
                "GET  | ?sort_dir=up       |                                                 | 400",
                "GET  | ?visibility=shared |                                                 | 400",
                "GET  | /{n}/tags?marker=x |                                                 | 404",
                "PUT  | ``                 | {}                                              | 405",
                "PATCH | /{n}              | {}                                              | 405",
                "PUT  | /nonsense          | {\"namespace\":\"x\"}                            | 404",
                "GET  | /{n}/              |                                                 | 404",
                "HEAD | /{n}               |                                                 | 405",
            })
    void badRequest_isRefused_andChangesNothing(String method, String path, String body, int status) {
        create(full()).statusCode(201);
        String before = get("admin", "/{n}").extract().asString();
        sendText(method, path, body).statusCode(status);
        assertThat(get("admin", "/{n}").extract().asString()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        // user, visibility, show, list, write
        "admin,  private, 200, 200, 201",
        "demo,   private, 404, 404, 404",
        "demo,   public,  200, 200, 403",
        "reader, public,  200, 200, 403",
        "reader, private, 404, 404, 404",
    })
    void verdicts(String user, String visibility, int show, int list, int write) {
        create(Map.of("namespace", name, "visibility", visibility)).statusCode(201);
        get(user, "/{n}").statusCode(show);
        for (String kind : List.of("objects", "properties", "tags", "resource_types")) {
            get(user, "/{n}/" + kind).statusCode(list);
        }
        api.as(user)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"x\"}")
                .post(path("/{n}/objects"))
                .then()
                .statusCode(write);
        List<String> listed = get(user, "?limit=1000").extract().path("namespaces.namespace");
        assertThat(listed.contains(name)).isEqualTo(show == 200);
        if (write != 201) {
            api.as(user)
                    .contentType(ContentType.JSON)
                    .body(Map.of("namespace", name + "x"))
                    .post(NAMESPACES)
                    .then()
                    .statusCode(403);
            api.as(user).delete(path("/{n}")).then().statusCode(write);
        }
    }

    @Test
    void privateNamespace_isReadByItsProject_andChangedByAdminsAlone() {
        create(Map.of("namespace", name, "owner", api.project("demo"))).statusCode(201);

        for (String user : List.of("demo", "reader")) {
            get(user, "/{n}").statusCode(200).body("visibility", equalTo("private"));
            assertThat(listed(user, "private")).contains(name);
            assertThat(listed(user, "public")).doesNotContain(name).isNotEmpty();
            api.as(user).delete(path("/{n}")).then().statusCode(403);
        }
        get("alt", "/{n}").statusCode(404);
        assertThat(listed("alt", "private")).doesNotContain(name);
        api.as("alt").delete(path("/{n}")).then().statusCode(404);
        assertThat(listed("admin", "private")).contains(name);
        send("PUT", "/{n}", Map.of("namespace", name, "owner", api.project("alt")))
                .statusCode(200);
        get("demo", "/{n}").statusCode(404);
        get("alt", "/{n}").statusCode(200);
    }

    private List<String> listed(String user, String visibility) {
        return get(user, "?limit=1000&visibility=" + visibility).extract().path("namespaces.namespace");
    }

    @ParameterizedTest
    @CsvSource({"sort_key=namespace&sort_dir=asc, 0 1 2 3 4", "sort_key=created_at, 4 3 2 1 0", "'', 4 3 2 1 0"})
    void pages_followTheOrder(String sort, String expected) {
        String type = "Test::Type::" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            create(Map.of("namespace", name + i, "resource_type_associations", List.of(Map.of("name", type))))
                    .statusCode(201);
        }
        List<String> found = new ArrayList<>();
        String next = NAMESPACES + "?limit=2&resource_types=" + type + "&" + sort;
        while (next != null) {
            var page = api.as("admin")
                    .urlEncodingEnabled(false)
                    .get(URI.create(next))
                    .then()
                    .statusCode(200);
            found.addAll(page.extract().<List<String>>path("namespaces.namespace"));
            next = page.extract().path("next");
        }
        assertThat(found.stream().map(one -> one.replace(name, ""))).containsExactly(expected.split(" "));
    }

    @Test
    void namespace_createdByManyAtOnce_isCreatedOnce() {
        get("admin", "/{n}").statusCode(404);
        List<Integer> statuses = Stream.generate(() -> name)
                .limit(8)
                .parallel()
                .map(same -> create(full()).extract().statusCode())
                .toList();
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void shippedNamespaces_areThere() {
        int files = new File("src/main/resources/metadefs").list().length;
        List<String> owners =
                get("demo", "?limit=1000&visibility=public").extract().path("namespaces.owner");
        assertThat(owners.stream().filter("admin"::equals)).hasSize(files);
        get("demo", "/OS::Compute::LibvirtImage")
                .body("properties.hw_disk_bus.enum", hasItems("scsi", "virtio"))
                .body("protected", equalTo(true));
        get("demo", "/OS::Compute::Quota").body("objects", hasSize(3));
    }

    private Map<String, Object> full() {
        Map<String, Object> namespace = new HashMap<>(Map.of("namespace", name, "visibility", "public"));
        namespace.put("resource_type_associations", List.of(Map.of("name", "OS::Glance::Image", "prefix", "hw_")));
        namespace.put(
                "properties",
                Map.of("bus", Map.of("title", "Bus", "type", "string", "enum", List.of("ide", "virtio"))));
        Map<String, Object> size = Map.of("title", "Size", "type", "integer", "minimum", 1);
        namespace.put(
                "objects",
                List.of(Map.of("name", "disk", "required", List.of("size"), "properties", Map.of("size", size))));
        namespace.put("tags", List.of(Map.of("name", "fast")));
        return namespace;
    }

    private ValidatableResponse create(Map<String, ?> namespace) {
        return send("POST", "", namespace);
    }

    private ValidatableResponse add(String kind, String body) {
        return kind.equals("tags") ? sendText("POST", "/{n}/tags/net", null) : sendText("POST", "/{n}/" + kind, body);
    }

    private ValidatableResponse get(String user, String path) {
        return api.as(user).urlEncodingEnabled(false).get(path(path)).then();
    }

    private ValidatableResponse send(String method, String path, Map<String, ?> body) {
        RequestSpecification request = asAdmin();
        return (body == null ? request : request.body(body))
                .request(method, path(path))
                .then();
    }

    private ValidatableResponse sendText(String method, String path, String body) {
        RequestSpecification request = asAdmin();
        return (body == null ? request : request.body(body.getBytes(UTF_8)))
                .request(method, path(path))
                .then();
    }

    private RequestSpecification asAdmin() {
        return api.as("admin").urlEncodingEnabled(false).contentType(ContentType.JSON);
    }

    private String path(String path) {
        return NAMESPACES + path.replace("{n}", name);
    }
}
