/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients find out what the server speaks, without a token. */
class DiscoveryIT {

    private final Api anonymous = Target.anonymous();

    @Test
    void root_withoutToken_offersVersionsWith300() {
        Answer answer = anonymous.get("/").send();

        answer.expect(300);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertVersions(answer.json().path("versions"));
    }

    @Test
    void versions_withoutToken_listsTheSameWith200() {
        Answer answer = anonymous.get("/versions").send();

        answer.expect(200);
        assertThat(answer.json()).isEqualTo(anonymous.get("/").send().json());
    }

    private static void assertVersions(JsonNode versions) {
        assertThat(versions).isNotEmpty();
        List<String> ids = Json.stream(versions)
                .map(version -> version.path("id").asText())
                .toList();
        assertThat(ids).contains("v2.0", "v2.1", "v2.5", "v2.7").doesNotHaveDuplicates();
        assertThat(Json.stream(versions)
                        .filter(version -> version.path("status").asText().equals("CURRENT")))
                .hasSize(1);
        for (JsonNode version : versions) {
            JsonNode link = version.path("links").path(0);
            assertThat(link.path("rel").asText()).isEqualTo("self");
            assertThat(link.path("href").asText()).matches("https?://.+/v2/");
        }
    }

    @Test
    void v2_withoutSlash_redirectsToSlash() {
        Answer answer = Target.as(Role.DEMO).get("/v2").send();

        answer.expect(302);
        assertThat(answer.header("Location")).endsWith("/v2/");
    }

    @Test
    void v2_withSlash_isNotFound() {
        Target.as(Role.DEMO).get("/v2/").send().expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/images", "/v3", "/v1/images", "/v2.19/images", "/v2.99/images"})
    void unknownVersion_whateverFollows_offersVersions(String path) {
        Answer answer = Target.as(Role.DEMO).get(path).send();

        answer.expect(300);
        assertVersions(answer.json().path("versions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2.0", "/v2.1", "/v2.5", "/v2.7", "/v2.18"})
    void minorVersion_asPathPrefix_isTheSameApi(String prefix) {
        Answer answer = Target.as(Role.DEMO).get(prefix + "/images?limit=1").send();

        answer.expect(200);
        assertThat(answer.json().path("images").isArray()).isTrue();
    }

    @Test
    void acceptHeader_namingTheVersion_selectsIt() {
        Answer answer = Target.as(Role.DEMO)
                .get("/images?limit=1")
                .accept("application/vnd.openstack.images-v2.4")
                .send();

        answer.expect(200);
        assertThat(answer.json().path("images").isArray()).isTrue();
    }

    @Test
    void healthcheck_withoutToken_isOk() {
        Answer answer = anonymous.get("/healthcheck").send();

        answer.expect(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.text().strip()).isEqualTo("OK");
    }
}
