/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyOptions;
import java.util.EnumMap;
import java.util.Map;

/** The gateway's server on one event loop, with its own connections to the backends. */
final class GatewayServer extends AbstractVerticle {

    private static final String LOOPBACK = "127.0.0.1";

    /** For Vert.x a free port that all event loops of the gateway share; with 0 each would get its own. */
    private static final int ONE_FREE_PORT = -1;

    private static final int MANY_CONNECTIONS = 1_000;

    /** A Keystone token can have several KiB, and so can a marker with all its filters. */
    private static final int HEAD_BYTES = 64 * 1024;

    private final GatewayOptions options;
    private final Map<Backend, HttpProxy> proxies = new EnumMap<>(Backend.class);
    private HttpServer server;

    GatewayServer(GatewayOptions options) {
        this.options = options;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MANY_CONNECTIONS)
                .setMaxHeaderSize(HEAD_BYTES)
                .setMaxInitialLineLength(HEAD_BYTES));
        options.backends().forEach((backend, port) -> proxies.put(backend, proxy(client, backend, port)));
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port() == 0 ? ONE_FREE_PORT : options.port())
                .setMaxHeaderSize(HEAD_BYTES)
                .setMaxInitialLineLength(HEAD_BYTES)
                .setHandle100ContinueAutomatically(true));
        Router router = Router.router(vertx);
        router.route().handler(this::route);
        server.requestHandler(router)
                .invalidRequestHandler(
                        request -> Refusal.ofUnreadable(request, HEAD_BYTES).sendLast(request, vertx))
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    int port() {
        return server.actualPort();
    }

    private HttpProxy proxy(HttpClient client, Backend backend, int port) {
        // no backend has WebSockets, and requests for one would pass the interceptors by
        HttpProxy proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(context -> ask(client, port, context))
                .addInterceptor(new Unavailable(backend))
                .addInterceptor(new EncodedTarget())
                .addInterceptor(new ForwardedHeaders());
        return switch (backend) {
            case STORAGE, EXPORT -> proxy.addInterceptor(new Sendfile(options.files()));
            case IDENTITY -> proxy.addInterceptor(new PathPrefix("/identity"));
            case CATALOG, AUDIT -> proxy;
        };
    }

    private Future<HttpClientRequest> ask(HttpClient client, int port, ProxyContext context) {
        HttpServerRequest asked = context.request().proxiedRequest();
        // host and port stand in where the client names none
        RequestOptions backend = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, LOOPBACK))
                .setHost(options.host())
                .setPort(asked.localAddress().port());
        return client.request(backend).compose(request -> {
            // the proxy would not hear any more that the client has left, and the backend wait for the rest of a body
            if (asked.response().closed()) {
                request.reset();
                return Future.failedFuture("The client has left");
            }
            return Future.succeededFuture(request);
        });
    }

    private void route(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!EncodedTarget.isDecodable(request.uri())) {
            new Refusal(400, "The address has a % that does not begin an encoded octet; a % itself is %25.")
                    .send(request);
            return;
        }
        HttpProxy proxy =
                Routes.backend(context.normalizedPath()).map(proxies::get).orElse(null);
        if (proxy == null) {
            new Refusal(404, "There is nothing here.").send(request);
        } else {
            proxy.handle(request);
        }
    }
}
