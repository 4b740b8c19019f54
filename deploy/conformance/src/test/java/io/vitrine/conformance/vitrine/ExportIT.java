/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Images that leave in another format. Needs qemu-img where Vitrine runs. */
@Tag("vitrine")
class ExportIT {

    private static final int SIZE = 4 << 20;

    private final Images demo = Images.of(Role.DEMO);
    private final Exports exports = Exports.of(Role.DEMO);
    private final byte[] disk = Arrays.copyOf(Fresh.bytes(1 << 20), SIZE);
    private final String image = demo.active(disk);

    @Test
    void export_thereAndBack_isTheSameDisk() {
        JsonNode made = exports.export(image, "qcow2", Map.of("compression", "zlib"), "completed");
        byte[] qcow2 = exports.file(made).expect(200).body();
        assertThat(qcow2).startsWith('Q', 'F', 'I', 0xfb).hasSizeLessThan(SIZE);

        String again = demo.active(qcow2, Map.of("disk_format", "qcow2"));
        JsonNode back = exports.export(again, "raw", Map.of(), "completed");

        assertThat(exports.file(back).expect(200).body()).isEqualTo(disk);
    }

    @Test
    void export_thatWasMadeBefore_isThereAtOnce() {
        exports.export(image, "vmdk", Map.of(), "completed");

        JsonNode again = exports.ask(image, "vmdk", Map.of()).expect(202).json();

        assertThat(again.path("state").asText()).isEqualTo("completed");
        assertThat(again.path("cached").asBoolean()).isTrue();
    }

    @Test
    void export_isInTheTrail_andGoesWithItsImage() {
        JsonNode made = exports.export(image, "vhdx", Map.of(), "completed");
        demo.delete(image).expect(204);

        exports.awaitState(made.path("id").asText(), "expired");
        exports.file(made).expect(410);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Audit.of(Role.DEMO).events("limit=1000&image=" + image))
                        .extracting(event -> event.path("type").asText())
                        .contains("ExportRequested", "ExportCompleted", "ExportExpired"));
    }

    @Test
    void image_thatTheCallerMayNotRead_isNotExported() {
        Exports.of(Role.ALT).ask(image, "raw", Map.of()).expect(404);
    }
}
