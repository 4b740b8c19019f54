/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills each process of a local stack while images are uploaded. Nothing acknowledged may be lost: an image is active with
 * its bytes, or queued and can be uploaded again, and the trail has no gap.
 */
@Tag("crash")
@Tag("vitrine")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrashIT {

    /** A lease (a minute, unless it is set shorter) and a restart. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int HALF = 2_000_000;

    private final Images demo = Images.of(Role.DEMO);
    private final byte[] data = Fresh.bytes(2 * HALF);

    private RawConnection begin(String id) throws IOException {
        RawConnection upload = new RawConnection(Target.endpoint())
                .head(
                        "PUT /v2/images/" + id + "/file HTTP/1.1",
                        "X-Auth-Token: " + Target.persona(Role.DEMO).token(),
                        "Content-Type: " + Call.OCTETS,
                        "Content-Length: " + data.length)
                .write(Arrays.copyOf(data, HALF));
        await().atMost(Duration.ofSeconds(30)).until(() -> status(id).equals("saving"));
        return upload;
    }

    /** The upload may well break here; what counts is what the catalog says afterwards. */
    private int end(RawConnection upload) {
        try (upload) {
            upload.write(Arrays.copyOfRange(data, HALF, data.length));
            return upload.status();
        } catch (IOException e) {
            return 0;
        }
    }

    private String status(String id) {
        return demo.show(id).path("status").asText();
    }

    private void awaitActiveOrQueued(String id) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(status(id)).isIn("active", "queued"));
    }

    /** Retried, since what died may need another moment for this part of its work. */
    private void awaitUploaded(String id) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    if (status(id).equals("queued")) {
                        demo.upload(id, data).expect(204);
                    }
                    assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
                });
    }

    private void awaitWholeTrail(String id) {
        Audit audit = Audit.of(Role.DEMO);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    List<String> types = audit.types(id);
                    assertThat(types).startsWith("ImageCreated").endsWith("ImageUploaded");
                });
        audit.assertGapless(id);
        JsonNode gaps = Target.as(Role.ADMIN)
                .get("/ext/v1/audit/gaps?open=true")
                .send()
                .expect(200)
                .json();
        assertThat(gaps.path("gaps")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void upload_whileAProcessDies_endsActiveOrMayBeTriedAgain(Victim victim) throws Exception {
        String id = demo.queued();
        RawConnection upload = begin(id);

        long killed = victim.kill();
        int answer = end(upload);

        victim.awaitSuccessor(killed);
        awaitActiveOrQueued(id);
        if (answer == 204) {
            assertThat(status(id)).as("what was acknowledged").isEqualTo("active");
        }
        awaitUploaded(id);
        awaitWholeTrail(id);
    }

    @Test
    void api_whileKafkaIsDown_worksAndItsFactsArriveLater() {
        long killed = Victim.KAFKA.kill();

        String id = demo.active(data);
        demo.patch(id, Json.op("add", "/k", "v")).expect(200);
        byte[] back = demo.download(id).expect(200).body();

        assertThat(back).isEqualTo(data);
        Victim.KAFKA.awaitSuccessor(killed);
        Audit audit = Audit.of(Role.DEMO);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(audit.types(id)).containsExactly("ImageCreated", "ImageUploaded", "ImageUpdated"));
        audit.assertGapless(id);
    }

    @ParameterizedTest
    @EnumSource(names = {"CATALOG", "STORAGE", "AUDIT"})
    void api_whileAServiceIsBack_answersAgain(Victim victim) {
        long killed = victim.kill();

        victim.awaitSuccessor(killed);

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            String id = demo.active(Fresh.bytes(1000));
            assertThat(Audit.of(Role.DEMO).types(id)).contains("ImageCreated");
        });
    }
}
