/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DiskInspectorTest {

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
    void polyglot_inspected_namesItsFormats() {
        byte[] image = new Editor(HandMade.image("iso"))
                .put(0, HandMade.image("qcow2"))
                .bytes();

        assertThat(Inspections.of(image).findings().getFirst().reason()).contains("qcow2 and iso at once");
    }
}
