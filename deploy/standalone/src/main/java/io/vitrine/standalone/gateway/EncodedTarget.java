/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.vertx.core.Future;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Encodes what a request's target has that no URI may have (RFC 3986, 2), as browsers do: people give curl a quote or an
 * umlaut as it is, and the services would refuse that without a word.
 */
final class EncodedTarget implements ProxyInterceptor {

    private static final Pattern FOREIGN = Pattern.compile("[^!#-;=?-\\[\\]_a-z~]");
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?!\\p{XDigit}{2})");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        context.request().setURI(encoded(context.request().getURI()));
        return context.sendRequest();
    }

    /** Whether each {@code %} begins an encoded octet. */
    static boolean isDecodable(String target) {
        return !STRAY_PERCENT.matcher(target).find();
    }

    /** In a target as Vert.x has it each character is one octet. */
    private static String encoded(String target) {
        return FOREIGN.matcher(target)
                .replaceAll(octet -> "%" + HEX.toHexDigits((byte) octet.group().charAt(0)));
    }
}
