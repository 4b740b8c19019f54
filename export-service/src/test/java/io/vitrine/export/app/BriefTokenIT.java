/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.export.stack.Storage;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.Standstill;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exports that take longer than tokens live, be they a user's or the service's own. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class BriefTokenIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Servers servers;
    Images images;
    Storage storage;

    @Test
    void export_isMade_thoughTheTokenItWasAskedForWithExpiresMeanwhile() {
        Exports demo = Exports.of(servers, "demo");
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String token = servers.tokens().fresh("demo");
        Exports brief = new Exports(() -> token);
        String id;
        try (Standstill still = storage.paused()) {
            id = brief.asked(image, "qcow2", "");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> brief.as().get("/ext/v1/exports/" + id).then().statusCode(401));
            assertThat(demo.show(id).getString("state")).isIn("running", "queued");
        }

        demo.await(id, "completed");
        demo.file(demo.as(), id).statusCode(200);
        brief.file(brief.as(), id).statusCode(401);
    }
}
