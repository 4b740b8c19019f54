/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** How much a project may use, as its members meet it. */
@Tag("vitrine")
@Isolated("it leaves the project of most tests no room")
class QuotaIT {

    private static final String QUOTA =
            "/ext/v1/quotas/" + Target.persona(Role.DEMO).projectId();

    private final Api admin = Target.as(Role.ADMIN);
    private final Images demo = Images.of(Role.DEMO);

    @AfterEach
    void forget() {
        admin.delete(QUOTA).send().expect(204);
    }

    @Test
    void project_withoutRoom_getsNoImagesNorData_untilThereIsRoom() {
        String queued = demo.queued();
        String others = Images.of(Role.ALT).queued();
        admin.put(QUOTA)
                .json(Map.of(
                        "image_count_total", used("image_count_total"), "image_size_total", used("image_size_total")))
                .send()
                .expect(200);

        demo.create(Map.of()).expect(413);
        demo.upload(queued, Fresh.bytes(2 << 20)).expect(413);
        assertThat(demo.show(queued).path("status").asText()).isEqualTo("queued");
        Images.of(Role.ADMIN)
                .patch(
                        others,
                        Json.op("replace", "/owner", Target.persona(Role.DEMO).projectId()))
                .expect(413);

        admin.delete(QUOTA).send().expect(204);
        demo.create(Map.of()).expect(201);
        demo.upload(queued, Fresh.bytes(2 << 20)).expect(204);
    }

    private long used(String name) {
        return Target.as(Role.DEMO)
                .get("/v2/info/usage")
                .send()
                .expect(200)
                .json()
                .path("usage")
                .path(name)
                .path("usage")
                .asLong();
    }
}
