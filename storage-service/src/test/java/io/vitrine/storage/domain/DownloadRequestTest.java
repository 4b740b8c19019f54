/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadRequestTest {

    private static final EntityTag TAG = new EntityTag("\"sha512-ab\"");
    private static final Optional<EntityTag> NO_DATA = Optional.empty();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"sha512-ab\"",
                "\"x\", \"sha512-ab\"",
                ", ,\"x,y\",,\"sha512-ab\"",
                "W/\"x\"\t,\"sha512-ab\""
            })
    void ifMatch_withTheTag_holds(String tags) {
        assertThatCode(() -> ifMatch(tags).has(Optional.of(TAG))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "\"x\"",
                "sha512-ab",
                "W/\"sha512-ab\"",
                "w/\"sha512-ab\"",
                "'sha512-ab'",
                "\"sha512-AB\"",
                "\"x\" \"",
                "junk \"sha512-ab\"",
                "\"sha512-ab",
                "**"
            })
    void ifMatch_withoutTheTag_fails(String tags) {
        assertThatThrownBy(() -> ifMatch(tags).has(Optional.of(TAG)))
                .isInstanceOf(StorageError.PreconditionFailed.class)
                .hasMessageContaining(TAG.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"sha512-ab\""})
    void ifMatch_withoutData_fails(String tags) {
        assertThatThrownBy(() -> ifMatch(tags).has(NO_DATA)).isInstanceOf(StorageError.PreconditionFailed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"sha512-ab\"", "W/\"sha512-ab\"", "\"x\",W/\"sha512-ab\""})
    void ifNoneMatch_withTheTag_isHadAlready(String tags) {
        assertThat(ifNoneMatch(tags).has(Optional.of(TAG))).isTrue();
        assertThat(ifNoneMatch(tags).has(NO_DATA)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"x\"", "sha512-ab", "W/sha512-ab", "\"x\" and \"sha512-ab\""})
    void ifNoneMatch_withoutTheTag_isNotHadYet(String tags) {
        assertThat(ifNoneMatch(tags).has(Optional.of(TAG))).isFalse();
    }

    @Test
    void conditions_both_ifMatchComesFirst() {
        var both = new DownloadRequest(false, "\"x\"", TAG.text(), null, null, null);

        assertThatThrownBy(() -> both.has(Optional.of(TAG))).isInstanceOf(StorageError.PreconditionFailed.class);
    }

    @Test
    void conditions_ofHugeLists_areReadInOneGo() {
        String many = "\"x\",".repeat(20_000);

        assertThat(ifNoneMatch(many + TAG.text()).has(Optional.of(TAG))).isTrue();
        assertThat(ifNoneMatch("\"" + "x".repeat(60_000)).has(Optional.of(TAG))).isFalse();
    }

    @Test
    void ifRange_withTheTag_leavesTheRange() {
        assertThat(ifRange(TAG.text(), "bytes=2-3").part(TAG, 10)).contains(new ByteRange(2, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"x\"", "W/\"sha512-ab\"", "*", "", "Sun, 06 Nov 1994 08:49:37 GMT", "\"sha512-ab\",\"x\""})
    void ifRange_withAnythingElse_isAboutTheWhole(String validator) {
        assertThat(ifRange(validator, "bytes=2-3").part(TAG, 10)).isEmpty();
        assertThat(ifRange(validator, "bytes=99-").part(TAG, 10)).isEmpty();
    }

    @Test
    void range_withHead_meansNothing() {
        assertThat(new DownloadRequest(true, null, null, null, "bytes=99-", null).part(TAG, 10))
                .isEmpty();
    }

    private static DownloadRequest ifMatch(String tags) {
        return new DownloadRequest(false, tags, null, null, null, null);
    }

    private static DownloadRequest ifNoneMatch(String tags) {
        return new DownloadRequest(false, null, tags, null, null, null);
    }

    private static DownloadRequest ifRange(String validator, String range) {
        return new DownloadRequest(false, null, null, validator, range, null);
    }
}
