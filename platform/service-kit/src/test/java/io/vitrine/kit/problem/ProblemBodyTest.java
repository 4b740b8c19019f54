/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemBodyTest {

    private static final Problem MISSING = Problem.of(404, "No image <b>found</b> & so on");

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/html",
                "application/octet-stream",
                "text/html,application/json;q=0.9",
                "application/json;q=0",
                "application/json;q=much",
                "a,,;json"
            })
    void client_askingForNothingInParticular_getsHtmlWithEscapedText(String accept) {
        Response response = ProblemBody.response(MISSING, accept);

        assertThat(response.getMediaType().toString()).startsWith("text/html");
        assertThat((String) response.getEntity()).contains("No image &lt;b&gt;found&lt;/b&gt; &amp; so on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json, */*;q=0.1",
                "text/html;q=0.5, application/json"
            })
    void client_askingForJson_getsTheFlatObject(String accept) {
        Response response = ProblemBody.response(MISSING, accept);

        assertThat(response.getEntity())
                .isEqualTo("{\"message\":\"No image <b>found</b> & so on\",\"code\":\"404 Not Found\","
                        + "\"title\":\"Not Found\"}");
    }
}
