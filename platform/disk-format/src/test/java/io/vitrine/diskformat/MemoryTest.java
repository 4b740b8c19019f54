/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What an inspection allocates in all, thrown away or kept: a bound no accounting mistake can hide. */
class MemoryTest {

    private static final int WARM_UP = 3;

    @Test
    void longImage_withoutAFormat_needsLittle() {
        assertThat(allocated(new byte[4096], 64 << 20)).isLessThan(DiskInspector.MOST_MEMORY_OTHERS);
    }

    @Test
    void longImage_ofAFormat_needsLittle() {
        assertThat(allocated(HandMade.image("qcow2"), 64 << 20)).isLessThan(DiskInspector.MOST_MEMORY_OTHERS);
    }

    @Test
    void vmdk_withTheLongestDescriptor_staysBelowItsBound() {
        byte[] image = new Editor(HandMade.image("vmdk"))
                .resize(2 << 20)
                .little()
                .u64(36, 2047)
                .u64(56, 2048)
                .bytes();

        assertThat(Inspections.of(image).findings()).isEmpty();
        assertThat(allocated(image, 0)).isBetween(1L << 20, (long) DiskInspector.MOST_MEMORY);
    }

    private static long allocated(byte[] image, int zeros) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer start = ByteBuffer.wrap(image);
        ByteBuffer rest = ByteBuffer.allocate(64 << 10);
        long allocated = 0;
        for (int run = 0; run < WARM_UP; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            DiskInspector inspector = new DiskInspector();
            inspector.feed(start);
            for (int fed = 0; fed < zeros; fed += rest.capacity()) {
                inspector.feed(rest);
            }
            Inspection inspection = inspector.finish();
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(inspection.bytes()).isEqualTo(image.length + (long) zeros);
        }
        return allocated;
    }
}
