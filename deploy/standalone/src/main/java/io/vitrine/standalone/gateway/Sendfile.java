/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The X-Sendfile convention: a service answers with headers and the name of a file, and the gateway sends the file without
 * copying it through either process.
 */
final class Sendfile implements ProxyInterceptor {

    static final String ANNOUNCEMENT = "X-Sendfile-Type";
    private static final String HEADER = "X-Sendfile";
    private static final Logger LOG = Logger.getLogger(Sendfile.class.getName());
    private static final int BAD_GATEWAY = 502;

    private final List<Path> folders;

    Sendfile(List<Path> folders) {
        this.folders = folders;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        context.request().putHeader(ANNOUNCEMENT, HEADER);
        return context.sendRequest();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse answer = context.response();
        String name = answer.headers().get(HEADER);
        if (name == null) {
            return context.sendResponse();
        }
        try {
            FileSlice slice = FileSlice.of(folders, name, answer.headers().get("Content-Range"));
            return send(context.request().proxiedRequest(), answer, slice);
        } catch (IOException | InvalidPathException e) {
            LOG.log(Level.WARNING, "A service named a file that cannot be sent", e);
            answer.release().setStatusCode(BAD_GATEWAY).setBody(null);
            return context.sendResponse();
        }
    }

    private static Future<Void> send(HttpServerRequest request, ProxyResponse answer, FileSlice slice) {
        HttpServerResponse response = request.response().setStatusCode(answer.getStatusCode());
        response.headers()
                .addAll(answer.headers())
                .remove(HEADER)
                .remove("Transfer-Encoding")
                .remove("Connection")
                .set("Content-Length", Long.toString(slice.length()));
        answer.release();
        if (HttpMethod.HEAD.equals(request.method())) {
            return response.end();
        }
        return response.sendFile(slice.file().toString(), slice.offset(), slice.length());
    }
}
