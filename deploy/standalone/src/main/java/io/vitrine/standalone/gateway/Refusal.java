/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.UUID;

/** What the gateway refuses itself, in the form that the services give their errors. */
record Refusal(int status, String message) {

    private static final long LINGER_MILLIS = 1_000;

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

    void send(HttpServerRequest request) {
        request.response().end(prepare(request));
    }

    /**
     * Sends it, and closes the connection a little later: what is closed with bytes unread is reset, which can take the answer
     * from a client that is still sending.
     */
    void sendLast(HttpServerRequest request, Vertx vertx) {
        HttpServerResponse response = request.response();
        Buffer body = prepare(request);
        // Vert.x would close as soon as the answer ends.
        response.putHeader("Connection", "close")
                .putHeader("Content-Length", String.valueOf(body.length()))
                .write(body)
                .onComplete(written -> vertx.setTimer(
                        LINGER_MILLIS, later -> request.connection().close()));
    }

    /** In the place of what a backend should have answered. */
    ProxyResponse response(ProxyRequest request) {
        ProxyResponse response = request.release().response().setStatusCode(status);
        return response.setBody(Body.body(body(request.proxiedRequest(), response.headers())));
    }

    private Buffer prepare(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(status);
        return body(request, response.headers());
    }

    private Buffer body(HttpServerRequest request, MultiMap headers) {
        String accept = request.getHeader("Accept");
        boolean json = accept != null && accept.contains("application/json");
        headers.set("X-Openstack-Request-Id", "req-" + UUID.randomUUID());
        headers.set("Content-Type", json ? "application/json" : "text/html; charset=UTF-8");
        return Buffer.buffer(json ? json() : html());
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
