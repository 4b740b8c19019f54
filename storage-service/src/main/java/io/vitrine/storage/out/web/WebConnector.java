/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks one server. Its name is resolved once, all the addresses it has are checked, and the connection goes to one of
 * those: nobody resolves a second time, so what was checked is what is asked. TLS is held to the name.
 */
final class WebConnector {

    private static final Logger LOG = Logger.getLogger(WebConnector.class);
    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int CONNECTIONS_PER_SERVER = 64;

    private final Vertx vertx;
    private final StorageConfig.WebDownload config;
    private final AddressRules addresses;
    private final Resolver resolver;
    private final HttpClient http;

    /** Finds all the addresses that a host name has. It may block. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    WebConnector(
            Vertx vertx,
            StorageConfig.WebDownload config,
            AddressRules addresses,
            Resolver resolver,
            HttpClientOptions options) {
        this.vertx = vertx;
        this.config = config;
        this.addresses = addresses;
        this.resolver = resolver;
        this.http = vertx.createHttpClient(options.setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setMaxPoolSize(CONNECTIONS_PER_SERVER)
                .setForceSni(true)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxChunkSize(BLOCK)
                .setMaxHeaderSize(LONGEST_HEADERS));
    }

    /** The server's answer, its body paused; fails with a {@link StorageError}. */
    Future<HttpClientResponse> get(WebTarget target, Map<String, String> headers) {
        return resolve(target)
                .compose(found -> request(target, headers, found.iterator()))
                .compose(HttpClientRequest::send)
                .map(answer -> answer.exceptionHandler(e -> LOG.debug("An answer broke off", e))
                        .pause())
                .recover(e -> Future.failedFuture(WebFailures.connecting(target.host(), e)));
    }

    private Future<List<InetAddress>> resolve(WebTarget target) {
        if (target.literal() != null) {
            return Future.succeededFuture(List.of(target.literal()));
        }
        return vertx.executeBlocking(() -> Arrays.asList(resolver.addresses(target.host())), false)
                .timeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(found -> permitted(target.host(), found));
    }

    /** One forbidden address among them is enough to refuse the name: nobody lists such a one by chance. */
    private List<InetAddress> permitted(String host, List<InetAddress> found) {
        for (InetAddress address : found) {
            if (!addresses.permit(host, address)) {
                LOG.warnf("A download was refused for its address host=%s address=%s", host, address.getHostAddress());
                throw new StorageError.Invalid(UriRules.refusal(host));
            }
        }
        return found;
    }

    private Future<HttpClientRequest> request(
            WebTarget target, Map<String, String> headers, Iterator<InetAddress> found) {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(found.next(), target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.path())
                .setFollowRedirects(false)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .setIdleTimeout(config.idleTimeout().toMillis())
                .putHeader("Host", target.authority())
                .putHeader("Accept", "*/*")
                .putHeader("Accept-Encoding", "identity")
                .putHeader("User-Agent", "Vitrine");
        headers.forEach(options::putHeader);
        return http.request(options)
                .recover(e -> found.hasNext() ? request(target, headers, found) : Future.failedFuture(e));
    }
}
