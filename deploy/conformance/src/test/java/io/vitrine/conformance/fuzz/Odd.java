/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Values that programs stumble over: texts, JSON, parts of paths and headers. */
final class Odd {

    /** Everything Unicode has, half characters too, and what broke other services. */
    static final Arbitrary<String> TEXT = Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.strings().all().ofMaxLength(40)),
            Tuple.of(2, Arbitraries.strings().ascii().ofMaxLength(300)),
            Tuple.of(
                    6,
                    Arbitraries.of(
                            "",
                            " ",
                            "\u0000",
                            "\ud800",
                            "\udc00x",
                            "\ufffe",
                            "\u202eright",
                            "e\u0301",
                            "x".repeat(255),
                            "x".repeat(256),
                            "x".repeat(70_000),
                            "\ud83d\ude00".repeat(255),
                            "..",
                            "../../etc/passwd",
                            "%00",
                            "'; DROP TABLE image; --",
                            "\\",
                            "\"",
                            "${jndi:ldap://127.0.0.1/x}",
                            "{{7*7}}",
                            "%s%n%x",
                            "<script>alert(1)</script>",
                            "null",
                            "true",
                            "-1",
                            "1e400",
                            "NaN",
                            "2020-01-01T00:00:00Z",
                            "9999999999-01-01T00:00:00Z",
                            "os_glance_x",
                            "in:\"",
                            "gt:",
                            "eq:a:b",
                            "in:a,\"b",
                            "00000000-0000-0000-0000-000000000000",
                            "file:///etc/passwd",
                            "http://127.0.0.1:1/",
                            "http://[::1",
                            "\r\nX: y")));

    private static final Arbitrary<Object> SCALAR = Arbitraries.oneOf(
            TEXT.map(text -> (Object) text),
            Arbitraries.of(true, false).map(flag -> (Object) flag),
            Arbitraries.just((Object) null),
            Arbitraries.of(
                    0,
                    -1,
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    BigInteger.TWO.pow(64),
                    BigInteger.TEN.pow(400),
                    new BigDecimal("1E+400"),
                    new BigDecimal("-0.0"),
                    0.5,
                    1.0));

    /** Any JSON at all, rather flat. */
    static final Arbitrary<Object> VALUE = Arbitraries.frequencyOf(
            Tuple.of(6, SCALAR),
            Tuple.of(1, SCALAR.list().ofMaxSize(4).map(list -> (Object) list)),
            Tuple.of(1, SCALAR.list().ofSize(300).map(list -> (Object) list)),
            Tuple.of(1, SCALAR.map(value -> Collections.singletonMap("a", value))),
            Tuple.of(1, Arbitraries.integers().between(2, 60).map(Odd::nested)));

    /** A segment of a path or a part of a query, encoded in ways that are right, and that are not. */
    static final Arbitrary<String> ENCODED = Arbitraries.oneOf(
            TEXT.map(text -> text.length() > 3000 ? text.substring(0, 3000) : text)
                    .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)),
            Arbitraries.of(
                    "%",
                    "%zz",
                    "%ff%fe",
                    "%C0%AF",
                    "%2e%2e%2f",
                    "a%2Fb",
                    ";x=1",
                    "%00",
                    "a+b",
                    "..;",
                    "~",
                    "é",
                    "%F0%9F%98%80"));

    /** What a header's value has no business to be. */
    static final Arbitrary<String> HEADER = Arbitraries.oneOf(
            TEXT.map(text -> text.replace('\r', ' ').replace('\n', ' '))
                    .map(text -> text.length() > 20_000 ? text.substring(0, 20_000) : text),
            Arbitraries.of(
                    "*",
                    "W/\"\"",
                    "\"x\", ",
                    "\"",
                    "*/*;q=x",
                    "application/json;q=9",
                    "text/html;;",
                    ",",
                    "bytes=0-0,2-3",
                    "bytes=-0",
                    "bytes=5-1",
                    "bytes=99999999999999999999-",
                    "sha-256=:::",
                    "sha-512=:AAAA:",
                    "gzip",
                    "-1",
                    "18446744073709551616",
                    "0x10",
                    "image",
                    "image !!!",
                    "1.0.0",
                    "application/vnd.openstack.images-v2.99"));

    private Odd() {}

    private static Object nested(int depth) {
        Object value = 1;
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("x", value);
        }
        return value;
    }
}
