/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Locale;

/** Answers for a backend that cannot be reached or that broke off before it answered. */
record Unavailable(Backend backend) implements ProxyInterceptor {

    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        return context.sendRequest().recover(failure -> Future.succeededFuture(answer(context)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        if (hasNoBody(context)) {
            // without a length the proxy would announce a chunked body, which such an answer must not have
            context.response().setBody(null);
            // and with a reason phrase set Vert.x takes the status for one of its own, and adds a length to a 304
            context.response().setStatusMessage(null);
        }
        return context.sendResponse();
    }

    private static boolean hasNoBody(ProxyContext context) {
        int status = context.response().getStatusCode();
        boolean head = HttpMethod.HEAD.equals(context.request().getMethod());
        return status == NO_CONTENT
                || status == NOT_MODIFIED
                || (head && !context.response().headers().contains("Content-Length"));
    }

    private ProxyResponse answer(ProxyContext context) {
        String name = backend.name().toLowerCase(Locale.ROOT);
        return new Refusal(
                        SERVICE_UNAVAILABLE,
                        "The " + name + " service does not answer just now; try again in a few seconds.")
                .response(context.request())
                .putHeader("Retry-After", "2");
    }
}
