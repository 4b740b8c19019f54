/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntSupplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However an image is cut and whatever is in it, the verdict is the same, nothing throws and memory stays bounded. */
class AnyImageTest {

    @Provide
    Arbitrary<byte[]> images() {
        return ImageArbitraries.images();
    }

    @Property(tries = 150)
    void verdict_whateverTheChunks_isTheSame(@ForAll("images") byte[] image, @ForAll long seed) {
        Inspection whole = Inspections.of(image);
        Random random = new Random(seed);

        for (IntSupplier sizes :
                new IntSupplier[] {() -> 17, () -> 512, () -> 64 << 10, () -> 1 + random.nextInt(9000)}) {
            assertThat(Inspections.inChunks(image, sizes)).isEqualTo(whole);
        }
    }

    @Property(tries = 20)
    void verdict_byteByByte_isTheSame(@ForAll("images") byte[] image) {
        assertThat(Inspections.inChunks(image, () -> 1)).isEqualTo(Inspections.of(image));
    }

    @Property(tries = 300)
    void verdict_ofAFile_isTheSame_thoughMostOfItIsNotRead(@ForAll("images") byte[] image) throws IOException {
        Path file = Files.write(Files.createTempFile("image", ""), image);
        try (FileChannel bytes = FileChannel.open(file, DELETE_ON_CLOSE)) {
            assertThat(DiskInspector.inspect(bytes)).isEqualTo(Inspections.of(image));
        }
    }

    @Property(tries = 1000)
    void anyImage_inspected_staysWithinItsBounds(
            @ForAll("images") byte[] image, @ForAll @IntRange(min = 1, max = 1 << 22) int chunk) {
        DiskInspector inspector = new DiskInspector();
        Inspections.feed(inspector, image, () -> chunk);
        Inspection inspection = inspector.finish();

        assertThat(inspector.mostHeld())
                .isLessThan(
                        inspection.format() == DiskFormat.VMDK
                                ? DiskInspector.MOST_MEMORY
                                : DiskInspector.MOST_MEMORY_OTHERS);
        assertThat(inspection.bytes()).isEqualTo(image.length);
        assertThat(inspection.findings()).hasSizeLessThan(100);
        assertThat(inspection.virtualSize() == null || inspection.virtualSize() >= 0)
                .isTrue();
    }
}
