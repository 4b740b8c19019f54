/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    private static final long MOST = Long.MAX_VALUE - 1;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,      10, 0, 0",
        "bytes=2-4,      10, 2, 4",
        "bytes=2-,       10, 2, 9",
        "bytes=9-9,      10, 9, 9",
        "bytes=5-1000,   10, 5, 9",
        "bytes=-3,       10, 7, 9",
        "bytes=-1000,    10, 0, 9",
        "Bytes=1-2,      10, 1, 2",
        "'bytes = 1 - 2',10, 1, 2",
        "bytes=0-99999999999999999999999, 10, 0, 9",
        "bytes=-99999999999999999999999,  10, 0, 9",
        "bytes=4294967296-4294967297, 5000000000, 4294967296, 4294967297",
    })
    void range_readable_isClippedToTheImage(String header, long size, long first, long last) {
        assertThat(ByteRange.requested(header, null, size)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=10-",
                "bytes=10-20",
                "bytes=-0",
                "bytes=-",
                "bytes=4-2",
                "bytes=a-b",
                "bytes=1",
                "bytes",
                "",
                "items=0-1",
                "bytes=1-2-3",
                "bytes=--1",
                "bytes=0x1-2",
                "bytes=99999999999999999999999-",
            })
    void range_unreadableOrOutside_isNotSatisfiable(String header) {
        assertThatThrownBy(() -> ByteRange.requested(header, null, 10))
                .isInstanceOfSatisfying(
                        StorageError.RangeNotSatisfiable.class,
                        e -> assertThat(e.size()).isEqualTo(10));
    }

    @Test
    void range_several_isInvalid() {
        assertThatThrownBy(() -> ByteRange.requested("bytes=0-1,3-4", null, 10))
                .isInstanceOf(StorageError.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-1"})
    void range_ofAnEmptyImage_isNotSatisfiable(String header) {
        assertThatThrownBy(() -> ByteRange.requested(header, null, 0))
                .isInstanceOf(StorageError.RangeNotSatisfiable.class);
    }

    @ParameterizedTest
    @CsvSource({"bytes 2-4/*, 2, 4", "bytes 2-4/10, 2, 4", "bytes 9-9/10, 9, 9"})
    void contentRange_inARequest_isHonouredForOldClients(String header, long first, long last) {
        assertThat(ByteRange.requested(null, header, 10)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 8-10/*", "bytes 10-12/*", "bytes 4-2/*", "bytes */10", "bytes=1-2", "x"})
    void contentRange_unreadableOrOutside_isNotSatisfiable(String header) {
        assertThatThrownBy(() -> ByteRange.requested(null, header, 10))
                .isInstanceOf(StorageError.RangeNotSatisfiable.class);
    }

    @Test
    void requested_withoutHeaders_isTheWholeImage() {
        assertThat(ByteRange.requested(null, null, 10)).isEmpty();
    }

    @Test
    void contentRange_ofAnAnswer_namesTheWholeSize() {
        assertThat(new ByteRange(2, 4).contentRange(10)).isEqualTo("bytes 2-4/10");
    }

    @Property
    void range_anyInside_hasItsLength(
            @ForAll @LongRange(min = 0, max = MOST) long a, @ForAll @LongRange(min = 0, max = MOST) long b) {
        long first = Math.min(a, b);
        long last = Math.max(a, b);

        assertThat(ByteRange.requested("bytes=" + first + "-" + last, null, Long.MAX_VALUE))
                .hasValueSatisfying(range -> assertThat(range.length()).isEqualTo(last - first + 1));
    }

    @Property
    void header_anyText_isARangeInsideOrAnError(@ForAll String header, @ForAll @LongRange(min = 0) long size) {
        try {
            ByteRange range = ByteRange.requested(header, null, size).orElseThrow();
            assertThat(range.first()).isBetween(0L, range.last());
            assertThat(range.last()).isLessThan(size);
        } catch (StorageError.RangeNotSatisfiable | StorageError.Invalid refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }
}
