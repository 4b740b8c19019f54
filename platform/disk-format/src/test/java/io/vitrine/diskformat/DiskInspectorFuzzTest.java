/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

/**
 * Coverage-guided fuzzing, one method at a time: {@code JAZZER_FUZZ=1 mvn -pl platform/disk-format test
 * -Dtest='DiskInspectorFuzzTest#anyBytes'}. Without that variable it only repeats the inputs in the resources.
 */
class DiskInspectorFuzzTest {

    private static final int[] PLACES = {
        0, 512, 1536, 32 << 10, 64 << 10, 128 << 10, 192 << 10, 256 << 10, 1 << 20, (1 << 20) + (64 << 10)
    };

    @FuzzTest(maxDuration = "30m")
    void anyBytes(byte[] image) {
        check(image);
    }

    /** Images with edits where their structures are, which random bytes would hardly ever reach. */
    @FuzzTest(maxDuration = "30m")
    void editedImages(FuzzedDataProvider data) {
        List<String> kinds = new ArrayList<>();
        HandMade.kinds().forEach(kinds::add);
        String kind = data.pickValue(kinds);
        Editor editor = new Editor(HandMade.image(kind));
        while (data.remainingBytes() > 0) {
            int place = data.consumeBoolean() ? data.pickValue(PLACES) : editor.length() - 1536;
            int at = place + data.consumeInt(0, 1535);
            byte[] bytes = data.consumeBytes(8);
            if (at >= 0 && at + bytes.length <= editor.length()) {
                editor.put(at, bytes);
            }
        }
        check(kind.equals("vhdx") ? HandMadeVhdx.seal(editor.little()).bytes() : editor.bytes());
    }

    private static void check(byte[] image) {
        DiskInspector inspector = new DiskInspector();
        Inspections.feed(inspector, image, () -> image.length);
        Inspection whole = inspector.finish();

        assertThat(inspector.mostHeld()).isLessThan(DiskInspector.MOST_MEMORY);
        assertThat(Inspections.inChunks(image, () -> 509)).isEqualTo(whole);
        assertThat(FormatRules.refusal(whole.format().apiName(), "bare", whole).isPresent() || whole.safe())
                .isTrue();
    }
}
