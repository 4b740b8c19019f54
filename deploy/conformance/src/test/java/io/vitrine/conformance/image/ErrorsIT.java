/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of refusals: body by what the client accepts, 401, request ids. */
class ErrorsIT {

    private final Api demo = Target.as(Role.DEMO);

    private Call missing() {
        return demo.get("/v2/images/" + Fresh.uuid());
    }

    private static void assertFlatJson(Answer answer, String code, String title) {
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        JsonNode body = answer.json();
        assertThat(body.path("code").asText()).isEqualTo(code);
        assertThat(body.path("title").asText()).isEqualTo(title);
        assertThat(body.path("message").asText()).isNotBlank();
        assertThat(body.has("error")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json, text/plain;q=0.5"})
    void error_whenJsonIsAskedFor_isFlatJson(String accept) {
        assertFlatJson(missing().accept(accept).send().expect(404), "404 Not Found", "Not Found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "text/html,application/json;q=0.9"})
    void error_forStockClients_isHtml(String accept) {
        Answer answer = missing().accept(accept).send().expect(404);

        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("404 Not Found");
    }

    /** Anything but flat JSON, on which glanceclient stumbles. */
    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/xml", "application/json;q=0", "nonsense"})
    void error_whenJsonIsNotAskedFor_isReadableText(String accept) {
        Answer answer = missing().accept(accept).send().expect(404);

        assertThat(answer.header("Content-Type")).startsWith("text/");
        assertThat(answer.text()).contains("404 Not Found");
    }

    @Test
    void error_withoutAcceptHeader_isReadableText() {
        Answer answer = missing().send().expect(404);

        assertThat(answer.header("Content-Type")).startsWith("text/");
    }

    @Test
    void errorFromTheDataPath_whenJsonIsAskedFor_isFlatJsonToo() {
        String id = Images.of(Role.DEMO).given(Map.of()).path("id").asText();

        Answer answer = demo.put("/v2/images/" + id + "/file")
                .accept("application/json")
                .body(Call.OCTETS, Fresh.bytes(1))
                .send();

        assertFlatJson(answer.expect(400), "400 Bad Request", "Bad Request");
    }

    @Test
    void errorFromTheDataPath_forStockClients_isHtml() {
        Answer answer = demo.get("/v2/images/" + Fresh.uuid() + "/file")
                .accept("*/*")
                .send()
                .expect(404);

        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void error_quotingTheRequest_escapesHtml() {
        Answer answer = demo.get("/v2/images?sort_key=%3Cscript%3Ealert(1)%3C/script%3E")
                .accept("text/html")
                .send();

        assertThat(answer.expect(400).text()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/images", "/v2/images/00000000-0000-4000-8000-000000000000", "/v2/schemas/image"})
    void request_withoutToken_isUnauthorizedAndToldWhereToGo(String path) {
        Answer answer = Target.anonymous().get(path).send().expect(401);

        assertThat(answer.header("WWW-Authenticate")).startsWith("Keystone uri=\"http");
        assertThat(answer.header("Content-Type")).startsWith("text/");
    }

    @Test
    void request_withoutToken_isUnauthorizedInJsonWhenAsked() {
        Answer answer = Target.anonymous()
                .get("/v2/images")
                .accept("application/json")
                .send()
                .expect(401);

        assertFlatJson(answer, "401 Unauthorized", "Unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", " ", "a b", "%00", "../../etc/passwd", "<script>"})
    void request_withBadToken_isUnauthorized(String token) {
        Target.withToken(token).get("/v2/images").send().expect(401);
        Target.withToken(token)
                .put("/v2/images/" + Fresh.uuid() + "/file")
                .body(Call.OCTETS, Fresh.bytes(10))
                .send()
                .expect(401);
    }

    @Test
    void request_withVeryLongToken_isRefused() {
        Target.withToken("x".repeat(6000)).get("/v2/images").send().expectRefusal();
    }

    @Test
    void response_always_carriesARequestId() {
        assertThat(demo.get("/v2/images?limit=1").send().header("X-Openstack-Request-Id"))
                .startsWith("req-");
        assertThat(missing().send().header("X-Openstack-Request-Id")).startsWith("req-");
        assertThat(demo.get("/v2/images/" + Fresh.uuid() + "/file").send().header("X-Openstack-Request-Id"))
                .startsWith("req-");
    }

    @Test
    void requestId_givenByTheClient_isKept() {
        String id = "req-" + Fresh.uuid();

        assertThat(missing().header("X-Openstack-Request-Id", id).send().header("X-Openstack-Request-Id"))
                .isEqualTo(id);
    }

    @Test
    void requestId_ofSixtyFourCharacters_isTheLongest() {
        missing().header("X-Openstack-Request-Id", "r".repeat(64)).send().expect(404);
    }

    /** Documented for Glance; Debian's answers 500. */
    @Tag("vitrine")
    @Test
    void requestId_overSixtyFourCharacters_isTooLarge() {
        missing().header("X-Openstack-Request-Id", "r".repeat(65)).send().expect(431);
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, '', GET PATCH DELETE",
        "PUT, '', GET PATCH DELETE",
        "POST, '', GET PATCH DELETE",
        "POST, /file, GET PUT",
        "DELETE, /file, GET PUT",
        "GET, /tags/x, PUT DELETE",
        "GET, /actions/deactivate, POST",
        "DELETE, /members, GET POST",
        "POST, /members/x, GET PUT DELETE"
    })
    void method_thatIsNotThere_isToldTheOthers(String method, String path, String allowed) {
        String id = Images.of(Role.DEMO).queued();

        Answer answer = demo.call(method, "/v2/images/" + id + path).send().expect(405);

        assertThat(answer.header("Allow").split(", ?")).contains(allowed.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v2/images", "HEAD, /v2/images", "DELETE, /v2/images", "POST, /v2/schemas/image"})
    void method_thatIsNotThereOnCollections_isNotAllowed(String method, String path) {
        demo.call(method, path).send().expect(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "POST"})
    void collection_withTrailingSlash_isNotFound(String method) {
        demo.call(method, "/v2/images/").send().expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/members/", "/file/", "/nope", "/tags", "/tags/", "/actions", "/actions/"})
    void image_withUnknownOrTrailingPath_isNotFound(String path) {
        String id = Images.of(Role.DEMO).queued();

        demo.get("/v2/images/" + id + path).send().expect(404);
    }
}
