/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Who may do what, call by call: the two tables in this test's resources, each cell a request. Images are demo's; the other
 * project is alt's.
 */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class PersonasIT {

    private static final List<String> PERSONAS = List.of("admin", "demo", "reader", "storage", "alt");
    private static final List<String> KINDS =
            List.of("private", "shared", "pending", "accepted", "rejected", "community", "public");
    private static final Set<String> OFFERED = Set.of("pending", "accepted", "rejected");
    private static final List<String> STATUSES =
            List.of("queued", "saving", "uploading", "importing", "active", "deactivated");
    private static final Set<String> LEAVES_ALL_AS_IT_IS =
            Set.of("show", "list", "list-all", "patch", "tag", "members", "member", "tasks", "download", "export");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Kept> IMAGES = new HashMap<>();
    private static final Duration WELL_WITHIN_A_LEASE = Duration.ofSeconds(20);

    private record Kept(String id, Instant made) {

        Duration age() {
            return Duration.between(made, Instant.now());
        }
    }

    Servers servers;

    @TestHTTPResource
    URI service;

    @AfterAll
    static void forget() {
        IMAGES.clear();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvFileSource(resources = "/personas-images.txt", delimiter = '|')
    void imageCall_byEachPersona_isAnsweredAsTheTableSays(ArgumentsAccessor row) throws Exception {
        List<String> statuses = row.getString(1).equals("any")
                ? STATUSES
                : List.of(row.getString(1).split(" ", -1));
        for (String status : statuses) {
            List<String> answers = new ArrayList<>();
            List<String> wanted = new ArrayList<>();
            for (int kind = 0; kind < KINDS.size(); kind++) {
                List<String> answered = new ArrayList<>();
                for (String persona : PERSONAS) {
                    answered.add(verdict(row.getString(0), persona, KINDS.get(kind), status));
                }
                answers.add(String.join(" ", answered));
                wanted.add(row.getString(2 + kind));
            }
            assertThat(answers).as("%s of %s images", row.getString(0), status).isEqualTo(wanted);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/personas-projects.txt", delimiter = '|', quoteCharacter = '`')
    void call_byEachPersona_isAnsweredAsTheTableSays(String call, String request, String wanted) throws Exception {
        String[] parts = request.replace("UNUSED", UUID.randomUUID().toString())
                .replace("DEMO", project("demo"))
                .replace("ALT", project("alt"))
                .split(" ", 3);
        List<String> answered = new ArrayList<>();
        for (String persona : PERSONAS) {
            String body = parts.length == 3 ? parts[2].replace("NEW", "n" + UUID.randomUUID()) : null;
            String path = namespaced(namespaced(parts[1], "PRIVATE"), "PUBLIC");
            answered.add(Integer.toString(send(persona, parts[0], path, body).statusCode()));
        }
        assertThat(String.join(" ", answered)).as(call).isEqualTo(wanted);
    }

    /** The path with a new namespace of demo's in place of the word that says who sees it. */
    private String namespaced(String path, String visibility) throws Exception {
        if (!path.contains(visibility)) {
            return path;
        }
        String name = "n" + UUID.randomUUID();
        String property = "{\"title\": \"x\", \"type\": \"string\"}";
        String body = """
                {"namespace": "%s", "visibility": "%s", "owner": "%s", "objects": [{"name": "x"}], "tags": [{"name": "x"}],
                 "properties": {"x": %s}, "resource_type_associations": [{"name": "x"}]}""".formatted(name, visibility.toLowerCase(Locale.ROOT), project("demo"), property);
        assertThat(send("admin", "POST", "/v2/metadefs/namespaces", body).statusCode())
                .isEqualTo(201);
        return path.replace(visibility, name);
    }

    /** The status of the answer; for lists, whether the image is in it. */
    private String verdict(String call, String persona, String kind, String status) throws Exception {
        String key = kind + " " + status;
        Kept kept = IMAGES.get(key);
        if (kept == null || (status.equals("saving") && kept.age().compareTo(WELL_WITHIN_A_LEASE) > 0)) {
            kept = new Kept(made(kind, status), Instant.now());
            IMAGES.put(key, kept);
        }
        String id = kept.id();
        HttpResponse<String> answer = perform(call, persona, id, kind);
        if (call.startsWith("list") && answer.statusCode() == 200) {
            return JSON.readTree(answer.body()).path("images").isEmpty() ? "out" : "in";
        }
        if (answer.statusCode() < 300 && !LEAVES_ALL_AS_IT_IS.contains(call)) {
            IMAGES.remove(key);
        }
        return Integer.toString(answer.statusCode());
    }

    private HttpResponse<String> perform(String call, String persona, String id, String kind) throws Exception {
        String image = "/v2/images/" + id;
        String internal = "/internal/images/" + id;
        String member = image + "/members/" + project("alt");
        return switch (call) {
            case "show" -> send(persona, "GET", image, null);
            case "list" -> send(persona, "GET", "/v2/images?id=" + id, null);
            case "list-all" -> send(persona, "GET", "/v2/images?visibility=all&id=" + id, null);
            case "patch" -> patch(persona, image, "name", "x");
            case "publish" -> patch(persona, image, "visibility", "public");
            case "communitize" -> patch(persona, image, "visibility", "community");
            case "give-away" -> patch(persona, image, "owner", project("alt"));
            case "tag" -> send(persona, "PUT", image + "/tags/t", null);
            case "untag" -> send(persona, "DELETE", image + "/tags/t", null);
            case "members" -> send(persona, "GET", image + "/members", null);
            case "member" -> send(persona, "GET", member, null);
            case "share" -> send(persona, "POST", image + "/members", "{\"member\": \"somebody\"}");
            case "answer" ->
                send(
                        persona,
                        "PUT",
                        member,
                        "{\"status\": \"%s\"}".formatted(kind.equals("accepted") ? "rejected" : "accepted"));
            case "unshare" -> send(persona, "DELETE", member, null);
            case "tasks" -> send(persona, "GET", image + "/tasks", null);
            case "download" -> send(persona, "GET", internal + "/data", null);
            case "export" -> send(persona, "GET", internal + "/data?for=export", null);
            case "upload" -> send(persona, "POST", internal + "/uploads", "{}");
            case "stage" -> send(persona, "POST", internal + "/stagings", "{}");
            case "web-download", "glance-direct", "copy-image" ->
                send(persona, "POST", internal + "/imports", order(call));
            case "delete-copy" -> send(persona, "DELETE", internal + "/copies/s3", null);
            case "deactivate", "reactivate" -> send(persona, "POST", image + "/actions/" + call, null);
            case "delete" -> send(persona, "DELETE", image, null);
            case "cache" -> send(persona, "PUT", "/v2/cache/" + id, null);
            case "uncache" -> send(persona, "DELETE", "/v2/cache/" + id, null);
            default -> throw new IllegalArgumentException(call);
        };
    }

    private String made(String kind, String status) throws Exception {
        boolean offered = OFFERED.contains(kind);
        String visibility = offered ? "shared" : kind;
        String id = id(send("admin", "POST", "/v2/images", """
                {"visibility": "%s", "owner": "%s", "tags": ["t"], "disk_format": "raw", "container_format": "bare"}""".formatted(visibility, project("demo"))), "id");
        if (offered) {
            String body = "{\"member\": \"%s\"}".formatted(project("alt"));
            assertThat(send("demo", "POST", "/v2/images/" + id + "/members", body)
                            .statusCode())
                    .isEqualTo(200);
        }
        if (offered && !kind.equals("pending")) {
            String other = kind.equals("accepted") ? "rejected" : "accepted";
            assertThat(perform("answer", "alt", id, other).statusCode()).isEqualTo(200);
        }
        switch (status) {
            case "saving" -> id(perform("upload", "demo", id, kind), "lease");
            case "uploading" -> complete(id(perform("stage", "demo", id, kind), "lease"));
            case "importing" -> id(perform("web-download", "demo", id, kind), "lease");
            case "active", "deactivated" -> complete(id(perform("upload", "demo", id, kind), "lease"));
            default -> assertThat(status).isEqualTo("queued");
        }
        if (status.equals("deactivated")) {
            assertThat(perform("deactivate", "demo", id, kind).statusCode()).isEqualTo(204);
        }
        return id;
    }

    private void complete(String lease) throws Exception {
        String result = JSON.writeValueAsString(Api.result(3, "f00d", "file", "s3"));
        assertThat(send("demo", "POST", "/internal/uploads/" + lease + "/complete", result)
                        .statusCode())
                .isEqualTo(204);
    }

    private static String order(String method) {
        return """
                {"method": "%s", "uri": "https://example.org/disk.img", "stores": ["third"], "all_stores_must_succeed": true}""".formatted(method);
    }

    private HttpResponse<String> patch(String persona, String image, String attribute, String value) throws Exception {
        String body = "[" + Api.add(attribute, "\"" + value + "\"") + "]";
        return send(persona, "PATCH", image, body);
    }

    private HttpResponse<String> send(String persona, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .header("X-Auth-Token", servers.tokens().of(persona))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
        if (path.startsWith("/internal/")) {
            request.header("X-Service-Token", servers.tokens().of("storage"));
        }
        if (body != null) {
            request.header("Content-Type", method.equals("PATCH") ? Api.PATCH_V21 : "application/json");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    private static String id(HttpResponse<String> answer, String name) throws IOException {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path(name).asText()).as(answer.body()).isNotEmpty();
        return body.path(name).asText();
    }

    private String project(String user) {
        return servers.tokens().projectOf(user);
    }
}
