/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What the gateway refuses itself, in the form that the services give their errors. */
record Refusal(int status, String message) {

    /** Why the server underneath could not read a request. */
    static Refusal ofUnreadable(HttpServerRequest request, int most) {
        return switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line ->
                new Refusal(414, "The address may have less than " + most + " bytes: ask for less at once.");
            case TooLongHttpHeaderException headers ->
                new Refusal(431, "The headers may have " + most + " bytes at most, all together.");
            case null, default -> new Refusal(400, "The request is not HTTP.");
        };
    }

    Future<Void> send(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        boolean json = accept != null && accept.contains("application/json");
        return request.response()
                .setStatusCode(status)
                .putHeader("X-Openstack-Request-Id", "req-" + UUID.randomUUID())
                .putHeader("Content-Type", json ? "application/json" : "text/html; charset=UTF-8")
                .end(json ? json() : html());
    }

    private String title() {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    private String json() {
        return new JsonObject()
                .put("message", message)
                .put("code", status + " " + title())
                .put("title", title())
                .encode();
    }

    private String html() {
        String heading = status + " " + title();
        return """
                <html>
                 <head><title>%s</title></head>
                 <body>
                  <h1>%s</h1>
                  %s
                 </body>
                </html>
                """.formatted(heading, heading, message);
    }
}
