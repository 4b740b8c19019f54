/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.vertx.core.Future;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Takes off a prefix that a backend does not know it has. */
record PathPrefix(String prefix) implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        String uri = context.request().getURI();
        String rest = uri.startsWith(prefix) ? uri.substring(prefix.length()) : uri;
        context.request().setURI(rest.startsWith("/") ? rest : "/" + rest);
        return context.sendRequest();
    }
}
