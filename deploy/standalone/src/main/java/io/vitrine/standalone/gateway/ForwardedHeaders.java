/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;

/**
 * Tells a backend who asked the gateway, and by which address. What a client says about itself here is dropped: the
 * audit trail names addresses.
 */
final class ForwardedHeaders implements ProxyInterceptor {

    private static final List<String> OURS_TO_SAY = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            Sendfile.ANNOUNCEMENT,
            // the gateway has invited the body already
            "Expect");

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest client = request.proxiedRequest();
        OURS_TO_SAY.forEach(request.headers()::remove);
        request.putHeader("X-Forwarded-For", client.remoteAddress().hostAddress());
        if (client.authority() != null) {
            // links in answers lead back to the address that the client used
            request.setAuthority(client.authority());
        }
        return context.sendRequest();
    }
}
