/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both patch media types, and what they refuse. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class PatchIT {

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void oldMediaType_namesTheOperationByItsMember() {
        UUID id = api.created("demo", Map.of("name", "old", "os_distro", "ubuntu"));

        v20(id, "[{\"replace\": \"/name\", \"value\": \"new\"}, {\"add\": \"/x~1y\", \"value\": \"1\"}]", 200);
        v20(id, "[{\"remove\": \"/os_distro\"}]", 200);
        v20(id, "[{\"add\": \"/name\", \"value\": \"newer\"}]", 409);
        v20(id, "[{\"add\": \"/a\", \"remove\": \"/b\", \"value\": \"newer\"}]", 400);

        api.show("demo", id)
                .body("name", equalTo("new"))
                .body("'x/y'", equalTo("1"))
                .body("containsKey('os_distro')", equalTo(false));
    }

    /** Glance takes it: a pointer's only slash is followed by the name. */
    @Test
    void property_withoutAName_isOneLikeOthers() {
        UUID id = api.created("demo", Map.of("", "first"));

        api.patch("demo", id, "{\"op\": \"replace\", \"path\": \"/\", \"value\": \"second\"}")
                .statusCode(200)
                .body("''", equalTo("second"));
        v20(id, "[{\"remove\": \"/\"}]", 200);
        api.show("demo", id).body("containsKey('')", equalTo(false));
        api.patch("demo", id, Api.add("", "\"third\"")).statusCode(200).body("''", equalTo("third"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"op\": \"add\", \"path\": \"/name\", \"value\": \"x\"}",
                "200 | {\"op\": \"replace\", \"path\": \"/name\", \"value\": null}",
                "200 | {\"op\": \"remove\", \"path\": \"/p\"}",
                "400 | {\"op\": \"test\", \"path\": \"/name\", \"value\": \"x\"}",
                "400 | {\"op\": \"move\", \"path\": \"/p\", \"from\": \"/name\"}",
                "400 | {\"path\": \"/name\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": \"/name\"}",
                "400 | {\"op\": \"add\", \"path\": \"name\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": \"\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": \"//\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": \"/a/\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": \"/a/b\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": \"/a~b\", \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": 1, \"value\": \"x\"}",
                "400 | {\"op\": \"add\", \"path\": \"/p\", \"value\": 1}",
                "400 | {\"op\": \"add\", \"path\": \"/p\", \"value\": {\"a\": []}}",
                "400 | {\"op\": \"add\", \"path\": \"/p\", \"value\": \"\\u0000\"}",
                "400 | {\"op\": \"add\", \"path\": \"/visibility\", \"value\": \"everyone\"}",
                "400 | 1",
                "403 | {\"op\": \"replace\", \"path\": \"/id\", \"value\": \"x\"}",
                "403 | {\"op\": \"replace\", \"path\": \"/status\", \"value\": \"active\"}",
                "403 | {\"op\": \"replace\", \"path\": \"/os_hash_value\", \"value\": \"x\"}",
                "403 | {\"op\": \"add\", \"path\": \"/os_glance_x\", \"value\": \"x\"}",
                "403 | {\"op\": \"add\", \"path\": \"/locations/-\", \"value\": {}}",
                "403 | {\"op\": \"remove\", \"path\": \"/name\"}",
                "403 | {\"op\": \"replace\", \"path\": \"/owner\", \"value\": \"x\"}",
                "409 | {\"op\": \"replace\", \"path\": \"/missing\", \"value\": \"x\"}",
                "409 | {\"op\": \"remove\", \"path\": \"/missing\"}",
            })
    void operation_hasItsStatus_andARefusedOneUndoesAll(int status, String operation) {
        UUID id = api.created("demo", Map.of("name", "old", "p", "1"));

        api.patch("demo", id, Api.add("trace", "\"left\"") + "," + operation).statusCode(status);

        api.show("demo", id).body("containsKey('trace')", equalTo(status == 200));
    }

    @Test
    void body_ofAnotherKind_isRefused() {
        UUID id = api.created("demo", Map.of());
        api.patch("demo", id, Api.PATCH_V21, "{}").statusCode(400);
        api.patch("demo", id, Api.PATCH_V21, "[").statusCode(400);
        api.patch("demo", id, Api.PATCH_V21, "").statusCode(400);
        api.patch("demo", id, "application/json", "[]")
                .statusCode(415)
                .header("Accept-Patch", containsString("application/openstack-images-v2.1-json-patch"));
    }

    @Test
    void limits_answer413() {
        UUID id = api.created("demo", Map.of());
        String properties = IntStream.range(0, 129)
                .mapToObj(i -> Api.add("p" + i, "\"\""))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        api.patch("demo", id, properties).statusCode(413);
        List<String> tags =
                IntStream.range(0, 129).mapToObj(i -> "\"t" + i + "\"").toList();
        api.patch("demo", id, Api.add("tags", tags.toString())).statusCode(413);
    }

    @Test
    void patches_atOnce_followOneAnother() {
        UUID id = api.created("demo", Map.of());

        IntStream.range(0, 40)
                .parallel()
                .forEach(i ->
                        api.patch("demo", id, Api.add("p" + i, "\"" + i + "\"")).statusCode(200));

        for (int i = 0; i < 40; i++) {
            api.show("demo", id).body("p" + i, equalTo("" + i));
        }
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(id, event -> event.sequence() == 41);
            assertThat(probe.of(id).stream().map(event -> event.sequence()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 41).boxed().toList());
        }
    }

    private void v20(UUID id, String body, int status) {
        api.patch("demo", id, Api.PATCH_V20, body).statusCode(status);
    }
}
