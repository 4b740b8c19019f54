/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which images of whom each persona finds in its list, by {@code visibility} and {@code member_status}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListVisibilityIT {

    private final String set = Fresh.name("set");

    @BeforeAll
    void givenImagesOfTwoProjects() {
        String altProject = Target.persona(Role.ALT).projectId();
        String demoProject = Target.persona(Role.DEMO).projectId();
        make(demoProject, "d-private", Map.of("visibility", "private"));
        make(demoProject, "d-shared", Map.of());
        share(make(demoProject, "d-pending", Map.of()), "pending");
        share(make(demoProject, "d-accepted", Map.of()), "accepted");
        share(make(demoProject, "d-rejected", Map.of()), "rejected");
        make(demoProject, "d-community", Map.of("visibility", "community"));
        make(demoProject, "d-public", Map.of("visibility", "public"));
        make(demoProject, "d-hidden", Map.of("visibility", "public", "os_hidden", true));
        make(altProject, "a-private", Map.of("visibility", "private"));
        make(altProject, "a-community", Map.of("visibility", "community"));
    }

    /** Made by an admin for their owner, since only admins may set community and public. */
    private String make(String owner, String name, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("owner", owner, "name", name, "conformance_set", set));
        all.putAll(fields);
        return Images.of(Role.ADMIN).given(all).path("id").asText();
    }

    private static void share(String id, String status) {
        String member = Target.persona(Role.ALT).projectId();
        String members = "/v2/images/" + id + "/members";
        Target.as(Role.DEMO).post(members).json(Map.of("member", member)).send().expect(200);
        Target.as(Role.ALT)
                .put(members + "/" + member)
                .json(Map.of("status", status))
                .send()
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DEMO | | d-private d-shared d-pending d-accepted d-rejected d-community d-public",
                "READER | | d-private d-shared d-pending d-accepted d-rejected d-community d-public",
                "ALT | | d-accepted d-public a-private a-community",
                "DEMO | visibility=community | d-community a-community",
                "ALT | visibility=community | d-community a-community",
                "ALT | visibility=public | d-public",
                "ALT | visibility=private | a-private",
                "DEMO | visibility=private | d-private",
                "ALT | visibility=shared | d-accepted",
                "ALT | visibility=shared&member_status=accepted | d-accepted",
                "ALT | visibility=shared&member_status=pending | d-pending",
                "ALT | visibility=shared&member_status=rejected | d-rejected",
                "ALT | visibility=shared&member_status=all | d-pending d-accepted d-rejected",
                "ALT | visibility=all | d-accepted d-public d-community a-private a-community",
                "ALT | os_hidden=true | d-hidden",
                "DEMO | os_hidden=true | d-hidden",
                "ALT | visibility=community&os_hidden=true | ''",
            })
    void list_seenByPersona_showsWhatItMaySee(Role role, String query, String expected) {
        String more = query == null ? "" : "&" + query;

        JsonNode list = Images.of(role)
                .list("conformance_set=" + set + "&limit=100" + more)
                .expect(200)
                .json();

        List<String> names = Json.stream(list.path("images"))
                .map(image -> image.path("name").asText())
                .toList();
        List<String> wanted = expected.isBlank() ? List.of() : List.of(expected.split(" "));
        assertThat(names).containsExactlyInAnyOrderElementsOf(wanted);
    }
}
