/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The v2.0 form of a patch, in which the operation is the key; tempest still sends it. */
class LegacyPatchIT {

    private final Images demo = Images.of(Role.DEMO);

    private Answer patch(String id, String body) {
        return demo.api()
                .patch("/v2/images/" + id)
                .body(Call.PATCH_V20, body.replace('\'', '"'))
                .send();
    }

    @Test
    void patch_withReplaceAddAndRemove_appliesThem() {
        String id = demo.queued(Map.of("gone", "x"));

        Answer answer = patch(
                id, "[{'replace': '/name', 'value': 'renamed'}, {'add': '/fresh', 'value': 'y'}, {'remove': '/gone'}]");

        answer.expect(200);
        assertThat(answer.json().path("name").asText()).isEqualTo("renamed");
        assertThat(answer.json().path("fresh").asText()).isEqualTo("y");
        assertThat(answer.json().has("gone")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "409 | [{'add': '/there', 'value': 'z'}]",
                "409 | [{'add': '/name', 'value': 'z'}]",
                "409 | [{'replace': '/missing', 'value': 'z'}]",
                "409 | [{'remove': '/missing'}]",
                "400 | [{'op': 'add', 'path': '/x', 'value': 'z'}]",
                "400 | [{'add': '/x', 'replace': '/name', 'value': 'z'}]",
                "400 | [{'add': '/x'}]",
                "400 | {'add': '/x', 'value': 'z'}",
                "403 | [{'remove': '/name'}]",
                "403 | [{'replace': '/status', 'value': 'active'}]"
            })
    void patch_thatCannotBe_isRefusedAndChangesNothing(int status, String body) {
        String id = demo.queued(Map.of("there", "x"));
        var before = demo.show(id);

        patch(id, body).expect(status);

        assertThat(demo.show(id)).isEqualTo(before);
    }
}
