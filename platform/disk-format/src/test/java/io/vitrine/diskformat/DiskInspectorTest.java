/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskInspectorTest {

    private static final long TEBIBYTE = 1L << 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void chunk_fed_isLeftAsItWas() {
        ByteBuffer chunk = ByteBuffer.allocateDirect(100).position(10).limit(60);
        DiskInspector inspector = new DiskInspector();

        inspector.feed(chunk.asReadOnlyBuffer());
        inspector.feed(chunk);

        assertThat(chunk.position()).isEqualTo(10);
        assertThat(inspector.finish().bytes()).isEqualTo(100);
    }

    @Test
    void inspector_finished_takesNoMore() {
        DiskInspector inspector = new DiskInspector();
        assertThat(inspector.finish().format()).isEqualTo(DiskFormat.RAW);

        assertThatIllegalStateException().isThrownBy(inspector::finish);
        assertThatIllegalStateException().isThrownBy(() -> inspector.feed(ByteBuffer.allocate(1)));
    }

    @Test
    void file_ofATebibyte_isLookedAtInNoTime(@TempDir Path directory) throws IOException {
        try (FileChannel file = FileChannel.open(directory.resolve("image"), CREATE_NEW, READ, WRITE)) {
            file.write(ByteBuffer.wrap(HandMade.image("qcow2")));
            file.write(ByteBuffer.wrap(HandMade.image("vhd-fixed")), TEBIBYTE);

            Inspection inspection = assertTimeoutPreemptively(PATIENCE, () -> DiskInspector.inspect(file));

            assertThat(inspection.bytes()).isEqualTo(file.size());
            assertThat(inspection.findings().getFirst().reason()).contains("qcow2 and vhd at once");
        }
    }

    @Test
    void polyglot_inspected_namesItsFormats() {
        byte[] image = new Editor(HandMade.image("iso"))
                .put(0, HandMade.image("qcow2"))
                .bytes();

        assertThat(Inspections.of(image).findings().getFirst().reason()).contains("qcow2 and iso at once");
    }
}
