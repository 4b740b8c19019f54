/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v2/images/{id}/file}, whole and in ranges. */
class DownloadIT {

    private final Images demo = Images.of(Role.DEMO);
    private final byte[] data = Fresh.bytes(100);
    private String id;

    @BeforeEach
    void givenAnActiveImage() {
        id = demo.active(data);
    }

    private Call get() {
        return demo.api().get("/v2/images/" + id + "/file");
    }

    private void assertWholeChecksum(Answer answer) {
        String md5 = demo.show(id).path("checksum").asText();
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5));
        assertThat(answer.header("Content-MD5")).isIn(md5, base64);
    }

    @Test
    void download_whole_carriesLengthTypeAndChecksum() {
        Answer answer = get().send().expect(200);

        assertThat(answer.body()).isEqualTo(data);
        assertThat(answer.header("Content-Length")).isEqualTo("100");
        assertThat(answer.header("Content-Type")).isEqualTo(Call.OCTETS);
        assertWholeChecksum(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "*/*", ""})
    void download_whateverAccept_isTheBytes(String accept) {
        assertThat(get().accept(accept).send().expect(200).body()).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-4, 2, 4",
        "bytes=0-0, 0, 0",
        "bytes=-3, 97, 99",
        "bytes=95-, 95, 99",
        "bytes=99-99, 99, 99",
        "bytes=50-200, 50, 99",
        "bytes=-200, 0, 99",
        "bytes=0-9223372036854775807, 0, 99"
    })
    void download_ofRange_isPartial(String range, int first, int last) {
        Answer answer = get().header("Range", range).send();

        answer.expect(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(data, first, last + 1));
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/100");
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(last - first + 1));
        assertWholeChecksum(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=100-", "bytes=100-200", "bytes=4-2", "bytes=abc", "lines=1-2", "bytes=", "bytes=x-y"})
    void download_ofRangeThatCannotBe_isNotSatisfiable(String range) {
        get().header("Range", range).send().expect(416);
    }

    /** Stock Glance fails with a 500 on the first of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=--1", "bytes=0-99999999999999999999", "bytes=99999999999999999999-", "bytes=1-2-3", "="})
    void download_ofAbsurdRange_isNoServerError(String range) {
        get().header("Range", range).send().expectNoServerError();
    }

    @Test
    void download_ofSeveralRanges_isBadRequest() {
        get().header("Range", "bytes=1-2,5-6").send().expect(400);
    }

    @Test
    void download_withLegacyContentRange_isPartial() {
        Answer answer = get().header("Content-Range", "bytes 2-4/100").send();

        answer.expect(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(data, 2, 5));
    }

    @Test
    void download_ofQueuedImage_isEmpty() {
        Answer answer = demo.download(demo.queued());

        answer.expect(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void download_ofZeroBytes_isEmpty() {
        Answer answer = demo.download(demo.active(new byte[0]));

        answer.expect(200, 204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void download_withBody_isBadRequest() {
        get().json(Map.of("a", 1)).send().expect(400);
    }

    @Test
    void download_byReader_isForbidden() {
        Images.of(Role.READER).download(id).expect(403);
    }

    @Test
    void download_byAnotherProject_isNotFound() {
        Images.of(Role.ALT).download(id).expect(404);
    }

    @Test
    void download_ofSharedImage_isAllowedToThePendingMember() {
        demo.api()
                .post("/v2/images/" + id + "/members")
                .json(Map.of("member", Target.persona(Role.ALT).projectId()))
                .send()
                .expect(200);

        assertThat(Images.of(Role.ALT).download(id).expect(200).body()).isEqualTo(data);
    }

    @Test
    void download_afterDelete_isNotFound() {
        demo.delete(id).expect(204);

        demo.download(id).expect(404);
    }

    @Test
    void download_ofSeveralMegabytesInPieces_addsUp() {
        byte[] large = Fresh.bytes(3_000_001);
        id = demo.active(large);

        byte[] begin =
                get().header("Range", "bytes=0-1499999").send().expect(206).body();
        byte[] rest = get().header("Range", "bytes=1500000-").send().expect(206).body();

        assertThat(begin).isEqualTo(Arrays.copyOf(large, 1_500_000));
        assertThat(rest).isEqualTo(Arrays.copyOfRange(large, 1_500_000, large.length));
    }

    @Test
    @Tag("vitrine")
    void head_tellsOfTheDataAndHasNone() {
        Answer head =
                demo.api().call("HEAD", "/v2/images/" + id + "/file").send().expect(200);

        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo("100");
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(head.header("ETag")).isEqualTo(get().send().header("ETag"));
        assertWholeChecksum(head);
        demo.api().call("HEAD", "/v2/images/" + demo.queued() + "/file").send().expect(204);
    }

    /** As {@code curl --continue-at -} does it, and with the condition that careful clients add. */
    @Test
    @Tag("vitrine")
    void download_thatBrokeOff_isResumed() throws IOException, InterruptedException {
        byte[] large = Fresh.bytes(6_000_001);
        id = demo.active(large);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        String tag;
        HttpResponse<InputStream> broken = get().open();
        try (InputStream body = broken.body()) {
            tag = broken.headers().firstValue("ETag").orElseThrow();
            got.write(body.readNBytes(3_000_000));
        }

        Answer rest = get().header("Range", "bytes=" + got.size() + "-")
                .header("If-Range", tag)
                .send()
                .expect(206);
        got.write(rest.body());

        assertThat(rest.header("ETag")).isEqualTo(tag);
        assertThat(rest.header("Content-Range")).isEqualTo("bytes 3000000-6000000/6000001");
        assertThat(got.toByteArray()).isEqualTo(large);
        get().header("Range", "bytes=" + got.size() + "-").send().expect(416);
    }

    @ParameterizedTest
    @Tag("vitrine")
    @CsvSource({
        "If-None-Match, TAG,     304",
        "If-None-Match, '\"x\"', 206",
        "If-Match,      TAG,     206",
        "If-Match,      '\"x\"', 412",
        "If-Range,      '\"x\"', 200",
    })
    void download_onCondition_isAnsweredByRfc9110(String header, String value, int status) {
        String tag = get().send().expect(200).header("ETag");

        Answer answer = get().header("Range", "bytes=2-4")
                .header(header, value.replace("TAG", tag))
                .send()
                .expect(status);

        if (status == 200) {
            assertThat(answer.body()).isEqualTo(data);
        }
    }

    @Test
    @Tag("vitrine")
    void download_isKeptUnderASafeName() {
        id = demo.active(data, Map.of("name", "../größe \"1\": y"));

        assertThat(get().send().expect(200).header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"_gr__e _1__ y.raw\";"
                        + " filename*=UTF-8''_gr%C3%B6%C3%9Fe%20_1__%20y.raw");
    }
}
