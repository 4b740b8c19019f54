/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Images to try: random bytes, harmless ones, malicious ones, and any of these with random bytes changed. */
final class ImageArbitraries {

    /** Where formats keep what they say, besides the beginning and the end. */
    private static final int[] PLACES = {
        0, 512, 32 << 10, 64 << 10, 128 << 10, 192 << 10, 256 << 10, 1 << 20, (1 << 20) + (64 << 10), -1536, -512
    };

    private ImageArbitraries() {}

    static Arbitrary<byte[]> images() {
        return Arbitraries.frequencyOf(Tuple.of(1, randomBytes()), Tuple.of(2, known()), Tuple.of(5, mutated()));
    }

    private static Arbitrary<byte[]> randomBytes() {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(5000);
    }

    private static Arbitrary<byte[]> known() {
        List<String> kinds = new ArrayList<>();
        HandMade.kinds().forEach(kinds::add);
        Arbitrary<byte[]> harmless = Arbitraries.of(kinds).map(HandMade::image);
        Arbitrary<byte[]> malicious =
                Arbitraries.of(Malice.all().toList()).map(malice -> malice.image(HandMade.image(malice.kind())));
        return Arbitraries.oneOf(harmless, malicious);
    }

    private record Mutation(int place, int offset, long value, int width) {

        void apply(Editor image) {
            int at = offset + (place < 0 ? image.length() + place : place);
            for (int i = 0; i < width; i++) {
                if (at + i >= 0 && at + i < image.length()) {
                    image.u8(at + i, (int) (value >>> (8 * i)));
                }
            }
        }
    }

    private static Arbitrary<byte[]> mutated() {
        Arbitrary<Mutation> mutation = Combinators.combine(
                        Arbitraries.of(Arrays.stream(PLACES).boxed().toList()),
                        Arbitraries.integers().between(0, 511),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(1, 8))
                .as(Mutation::new);
        return Combinators.combine(known(), mutation.list().ofMinSize(1).ofMaxSize(8))
                .as((image, mutations) -> {
                    Editor editor = new Editor(image);
                    mutations.forEach(each -> each.apply(editor));
                    return editor.bytes();
                });
    }
}
