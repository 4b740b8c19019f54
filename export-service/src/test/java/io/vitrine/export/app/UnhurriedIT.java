/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.export.stack.OtherExportStack;
import io.vitrine.testkit.Servers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exports where nobody looks for them often. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(OtherExportStack.class)
class UnhurriedIT {

    /** In which all are looked for once at most, and then no more than two begin. */
    private static final Duration PATIENCE = OtherExportStack.INTERVAL.minusSeconds(5);

    Servers servers;
    Images images;

    @Test
    void export_beginsWhenItIsAskedFor_andTheNextWhenOneHasEnded() {
        Exports demo = Exports.of(servers, "demo");
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        List<String> all = Stream.of("vdi", "vhdx", "qcow2", "vmdk")
                .map(format -> demo.asked(image, format, ""))
                .toList();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(all)
                        .extracting(id -> demo.show(id).getString("state"))
                        .containsOnly("completed"));
    }
}
