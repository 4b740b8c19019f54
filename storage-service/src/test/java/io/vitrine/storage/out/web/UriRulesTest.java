/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.StorageError;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriRulesTest {

    private static final UriRules RULES = new UriRules(WebSettings.of(), new AddressRules(List.of()));

    @ParameterizedTest
    @CsvSource({
        "http://images.test/a.img, images.test, 80, images.test, /a.img",
        "https://images.test/a.img, images.test, 443, images.test, /a.img",
        "HTTPS://IMAGES.Test, images.test, 443, images.test, /",
        "https://images.test?x=1, images.test, 443, images.test, /?x=1",
        "https://images.test./a, images.test, 443, images.test, /a",
        "http://images.test:443/a?b=c%20d&e#f, images.test, 443, images.test:443, /a?b=c%20d&e",
        "https://images.test:443/a, images.test, 443, images.test, /a",
        "http://images.test:/a, images.test, 80, images.test, /a",
        "http://images/a, images, 80, images, /a",
        "http://xn--bcher-kva.test/a, xn--bcher-kva.test, 80, xn--bcher-kva.test, /a",
        "http://images.test/bücher, images.test, 80, images.test, /b%C3%BCcher",
        "http://8.8.8.8/a, 8.8.8.8, 80, 8.8.8.8, /a",
        "'http://[2606:4700::1111]:443/a', 2606:4700::1111, 443, '[2606:4700::1111]:443', /a",
        "'https://[2606:4700::1111]/a', 2606:4700::1111, 443, '[2606:4700::1111]', /a",
    })
    void uri_thatMayBeFetched_isTakenApart(String uri, String host, int port, String authority, String path) {
        WebTarget target = RULES.check(URI.create(uri));

        assertThat(List.of(target.host(), target.port(), target.authority(), target.path()))
                .isEqualTo(List.of(host, port, authority, path));
        assertThat(target.secure()).isEqualTo(uri.toLowerCase(Locale.ROOT).startsWith("https:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://images.test/a",
                "gopher://images.test/a",
                "jar:http://images.test/a!/b",
                "data:text/plain,a",
                "//images.test/a",
                "images.test/a",
                "/a",
                "http:images.test/a",
            })
    void scheme_thatIsNotHttp_isRefused(String uri) {
        assertThatThrownBy(() -> RULES.check(URI.create(uri))).isInstanceOf(StorageError.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://images.test:22/a",
                "http://images.test:8080/a",
                "http://images.test:0/a",
                "http://images.test:65536/a",
                "http://images.test:99999999/a",
            })
    void port_thatIsNotAllowed_isRefused(String uri) {
        assertThatThrownBy(() -> RULES.check(URI.create(uri)))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining("ports [80, 443]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user@images.test/a",
                "http://user:secret@images.test/a",
                "http://8.8.8.8:80@127.0.0.1/a",
                "http://@images.test/a",
            })
    void userInformation_isRefusedAndNotRepeated(String uri) {
        assertThatThrownBy(() -> RULES.check(URI.create(uri)))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining("user name")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://134744072/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0X7F.1/",
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://8.8.2056/",
                "http://08.8.8.8/",
                "http://008.008.008.008/",
                "http://8.8.8.0x8/",
                "http://127.0.0.1.5/",
                "http://127.0.0.1./",
                "http://images.test.127/",
                "http://images.0x7f/",
                "http://%31%32%37.0.0.1/",
                "http://１２７.0.0.1/",
                "http://127。0。0。1/",
                "http://ⓔxample.test/",
                "http://bücher.test/",
                "http://a_b.test/",
                "http://-a.test/",
                "http://images..test/",
                "http://./",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::ffff:8.8.8.8]/",
                "http://[::ffff:808:808]/",
                "http://[::127.0.0.1]/",
                "http://[2606:4700:4700::1111%25eth0]/",
                "http:///a",
                "http://:80/a",
            })
    void host_inAnOddForm_isRefused(String uri) {
        assertThatThrownBy(() -> RULES.check(URI.create(uri))).isInstanceOf(StorageError.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://0.0.0.0/",
                "http://10.0.0.1/",
                "http://[::1]/",
                "http://[::]/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:7f00:1::]/",
            })
    void address_thatIsNotPublic_isRefused(String uri) {
        assertThatThrownBy(() -> RULES.check(URI.create(uri)))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContaining("not on the public internet");
    }

    @Property
    void ipv4_inAnyOtherSpellingThanTheUsual_isRefused(@ForAll("ipv4Spellings") String host) {
        assertThatThrownBy(() -> RULES.check(URI.create("http://" + host + "/")))
                .isInstanceOf(StorageError.Invalid.class);
    }

    /** One to four numbers, the last one for all bytes that are left, each decimal, octal or hexadecimal. */
    @Provide
    Arbitrary<String> ipv4Spellings() {
        Arbitrary<Long> address = Arbitraries.longs().between(0, 0xffff_ffffL);
        Arbitrary<Integer> parts = Arbitraries.integers().between(1, 4);
        Arbitrary<String> number = Arbitraries.of("%d", "0%o", "00%o", "0x%x", "0X%X", "0x0%x");
        return Combinators.combine(address, parts, number.list().ofSize(4))
                .as(UriRulesTest::spell)
                .filter(it -> !it.matches("((0|[1-9]\\d*)\\.){3}(0|[1-9]\\d*)"));
    }

    private static String spell(long address, int parts, List<String> forms) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts - 1; i++) {
            text.append(forms.get(i).formatted((address >> (24 - 8 * i)) & 0xff))
                    .append('.');
        }
        return text + forms.get(parts - 1).formatted(address & (0xffff_ffffL >> (8 * (parts - 1))));
    }

    @Test
    void uri_thatIsTooLong_isRefused() {
        String start = "http://images.test/";
        String longest = start + "a".repeat(UriRules.LONGEST - start.length());

        assertThat(RULES.check(URI.create(longest)).host()).isEqualTo("images.test");
        assertThatThrownBy(() -> RULES.check(URI.create(longest + "a"))).hasMessageContaining("longer");
    }

    @Test
    void settings_narrowAndWidenWhatIsAllowed() {
        UriRules rules = new UriRules(
                WebSettings.of("schemes", "https", "ports", "443,8443"), new AddressRules(List.of("10.0.0.0/8")));

        assertThat(rules.check(URI.create("https://10.0.0.1:8443/")).port()).isEqualTo(8443);
        assertThatThrownBy(() -> rules.check(URI.create("http://10.0.0.1:8443/")))
                .hasMessageContaining("by https only");
    }

    @Test
    void settings_withAnUnknownScheme_stopTheStart() {
        assertThatThrownBy(() -> new UriRules(WebSettings.of("schemes", "https,ftp"), new AddressRules(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("web-download.schemes");
    }
}
