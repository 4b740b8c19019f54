/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v2/images/{id}/tasks}, and what else tells of imports where there was none. */
class TasksIT {

    private final Images demo = Images.of(Role.DEMO);

    private static Answer tasks(Role role, String id) {
        return Target.as(role).get("/v2/images/" + id + "/tasks").send();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"DEMO", "READER", "ADMIN"})
    void tasks_ofAnImageNeverImported_areNone(Role role) {
        String id = demo.active(Fresh.bytes(10));

        JsonNode tasks = tasks(role, id).expect(200).json().path("tasks");

        assertThat(tasks.isArray()).isTrue();
        assertThat(tasks).isEmpty();
    }

    @Test
    void tasks_ofAnImageThatCannotBeSeen_areNotFound() {
        tasks(Role.ALT, demo.queued()).expect(404);
        tasks(Role.DEMO, UUID.randomUUID().toString()).expect(404);
        tasks(Role.DEMO, "not-an-id").expect(404);
    }

    @Test
    void tasks_canOnlyBeRead() {
        String path = "/v2/images/" + demo.queued() + "/tasks";

        Answer refused = demo.api().post(path).json(Map.of()).send().expect(405);

        assertThat(refused.header("Allow")).isEqualTo("GET");
    }

    @Test
    void creation_namesTheImportMethods() {
        Answer created = demo.create(Map.of("name", Fresh.name("methods"))).expect(201);

        assertThat(created.header("OpenStack-image-import-methods")).contains("web-download");
    }

    @ParameterizedTest
    @ValueSource(strings = {"os_glance_import_task", "os_glance_importing_to_stores", "os_glance_failed_import"})
    void attribute_ofImports_isReserved(String attribute) {
        demo.create(Map.of("name", Fresh.name("reserved"), attribute, "x")).expect(403);
        String id = demo.queued();
        for (String op : new String[] {"add", "replace"}) {
            demo.patch(id, Map.of("op", op, "path", "/" + attribute, "value", "x"))
                    .expect(403);
        }
        demo.patch(id, Map.of("op", "remove", "path", "/" + attribute)).expect(403);
        assertThat(demo.show(id).has(attribute)).isFalse();
    }

    @Test
    void list_byTheStatusesOfAnImport_isAccepted() {
        demo.list("status=uploading").expect(200);
        demo.list("status=in:uploading,importing").expect(200);
    }
}
