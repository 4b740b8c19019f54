/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the browser is told about calls from pages of another origin: the server has to know {@code https://pages.example}. */
@Tag("vitrine")
class BrowserIT {

    private static final String KNOWN = "https://pages.example";

    private final Api demo = Target.as(Role.DEMO);

    @ParameterizedTest
    @CsvSource({
        "POST,   /v2/images,                      'content-type,x-auth-token'",
        "PATCH,  /v2/images/UUID,                 'content-type,if-match,x-auth-token'",
        "PUT,    /v2/images/UUID/file,            'content-type,x-auth-token,x-openstack-image-size'",
        "OPTIONS, /ext/v1/uploads,                x-auth-token",
        "POST,   /ext/v1/uploads,                 'tus-resumable,upload-length,upload-metadata,x-auth-token'",
        "PATCH,  /ext/v1/uploads/UUID,            'tus-resumable,upload-checksum,upload-offset,x-auth-token'",
        "POST,   /ext/v1/uploads/UUID,            'tus-resumable,x-auth-token,x-http-method-override'",
        "POST,   /ext/v1/exports,                 'content-type,x-auth-token'",
        "GET,    /ext/v1/audit,                   x-auth-token",
        "DELETE, /v2/metadefs/namespaces/none,    x-auth-token",
    })
    void preflight_fromAKnownOrigin_isGrantedWithoutAToken(String method, String path, String headers) {
        Answer answer = preflight(KNOWN, method, path.replace("UUID", Fresh.uuid()), headers)
                .send()
                .expect(204);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(KNOWN);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains(method);
        assertThat(answer.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
                .contains(headers.split(","));
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "http://pages.example", "https://pages.example:8443", "null"})
    void request_fromAnotherOrigin_isRefused(String origin) {
        preflight(origin, "POST", "/v2/images", "x-auth-token").send().expect(403);
        Answer answer = demo.get("/v2/images?limit=1").header("Origin", origin).send();

        assertThat(answer.expect(403).header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.text()).contains(origin, "vitrine.browser.origins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/images", "/v2/info/import", "/ext/v1/exports"})
    void answer_toAKnownOrigin_mayBeReadWithItsHeaders(String path) {
        Answer answer = demo.get(path).header("Origin", KNOWN).send().expect(200);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(KNOWN);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("X-OpenStack-Request-Id", "ETag", "Location", "Content-Range");
    }

    @Test
    void resumableUploads_tellPagesWithoutATokenWhatThereIs() {
        Answer answer = Target.anonymous()
                .call("OPTIONS", "/ext/v1/uploads")
                .header("Origin", KNOWN)
                .send()
                .expect(204);

        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Extension")).contains("creation");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(KNOWN);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("Tus-Version", "Tus-Extension", "Upload-Offset", "Upload-Length", "Location");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 400})
    void refusal_toAKnownOrigin_mayBeReadToo(int status) {
        Call call = switch (status) {
            case 401 -> Target.anonymous().get("/v2/images");
            case 404 -> demo.get("/v2/images/" + Fresh.uuid());
            default -> demo.post("/v2/images").json(Map.of("name", 1));
        };
        Answer answer = call.header("Origin", KNOWN).send().expect(status);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(KNOWN);
    }

    private static Call preflight(String origin, String method, String path, String headers) {
        return Target.anonymous()
                .call("OPTIONS", path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers);
    }
}
