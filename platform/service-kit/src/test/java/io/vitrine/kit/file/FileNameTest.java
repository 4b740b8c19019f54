/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    private static final String ID = "0190cafe-0000-7000-8000-000000000000";

    @ParameterizedTest
    @CsvSource({
        "ubuntu,               qcow2, ubuntu.qcow2",
        "ubuntu.qcow2,         qcow2, ubuntu.qcow2",
        "Ubuntu.QCOW2,         qcow2, Ubuntu.QCOW2",
        "ubuntu.img,           raw, ubuntu.img.raw",
        "appliance,            ova,   appliance.ova",
        "a name,               iso, a name.iso",
        "../../etc/passwd,     raw, _.._etc_passwd.raw",
        "C:\\Windows\\x,       raw, C__Windows_x.raw",
        ".bashrc,              raw, bashrc.raw",
        "-rf,                  raw, rf.raw",
        "dots...,              raw, dots.raw",
        "'a\"; filename=\"b',  raw, a_; filename=_b.raw",
    })
    void name_asAFileMayHaveIt(String name, String format, String expected) {
        assertThat(FileName.of(name, ID, format).text()).isEqualTo(expected);
    }

    @Test
    void name_withCharactersThatAreNotSeen_losesThem() {
        assertThat(raw("a\r\nSet-Cookie: b")).isEqualTo("a__Set-Cookie_ b.raw");
        assertThat(raw("gpj\u202egnp.\u0000exe\u2028")).isEqualTo("gpj_gnp._exe_.raw");
        assertThat(raw("half \ud83d")).isEqualTo("half _.raw");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "..", ".", "- -", ". -"})
    void name_ofWhichNothingIsLeft_isTheId(String name) {
        assertThat(raw(name)).isEqualTo(ID + ".raw");
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu,    'attachment; filename=\"ubuntu.raw\"; filename*=UTF-8''''ubuntu.raw'",
        "a b+c~d,   'attachment; filename=\"a b+c~d.raw\"; filename*=UTF-8''''a%20b%2Bc%7Ed.raw'",
        "100%41,    'attachment; filename=\"100_41.raw\"; filename*=UTF-8''''100%2541.raw'",
        "Größe 日本, 'attachment; filename=\"Gr__e __.raw\"; filename*=UTF-8''''Gr%C3%B6%C3%9Fe%20%E6%97%A5%E6%9C%AC.raw'",
        "it's,      'attachment; filename=\"it''s.raw\"; filename*=UTF-8''''it%27s.raw'",
    })
    void disposition_hasTheNameTwice(String name, String expected) {
        assertThat(FileName.of(name, ID, "raw").disposition()).isEqualTo(expected);
    }

    @Property
    void disposition_ofAnyName_isOneSafeHeader(@ForAll String name) {
        FileName file = FileName.of(name, ID, "raw");

        assertThat(file.disposition())
                .matches("attachment; filename=\"[ !#-$&-\\[\\]-~]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+");
        assertThat(file.text()).doesNotContain("/", "\\").doesNotStartWith(".");
        assertThat(file.text().getBytes(UTF_8)).hasSizeBetween(5, 204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ö", "日", "😀", "x😀"})
    void name_long_isCutBetweenCharacters(String character) {
        String name = raw(character.repeat(255));

        assertThat(name.getBytes(UTF_8)).hasSizeBetween(197 + 4, 200 + 4);
        assertThat(name).doesNotContain("?", "\ufffd");
    }

    private static String raw(String name) {
        return FileName.of(name, ID, "raw").text();
    }
}
