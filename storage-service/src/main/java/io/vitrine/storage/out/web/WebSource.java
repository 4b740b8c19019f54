/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches images from the web, and from public places only, whatever the person who names one has in mind. Every redirect
 * is held to the same rules as the first URI.
 */
@ApplicationScoped
public class WebSource {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Vertx vertx;
    private final StorageConfig.WebDownload config;
    private final UriRules uris;
    private final WebConnector connector;

    @Inject
    WebSource(Vertx vertx, StorageConfig config) {
        this(vertx, config.webDownload(), InetAddress::getAllByName, new HttpClientOptions());
    }

    WebSource(
            Vertx vertx, StorageConfig.WebDownload config, WebConnector.Resolver resolver, HttpClientOptions options) {
        AddressRules addresses = new AddressRules(config.allowedHosts().orElse(List.of()));
        this.vertx = vertx;
        this.config = config;
        this.uris = new UriRules(config, addresses);
        this.connector = new WebConnector(vertx, config, addresses, resolver, options);
    }

    /**
     * Refuses what can be known to be refused without the network: scheme, port, a host that is an address, user
     * information, length.
     *
     * @throws StorageError.Invalid with the reason
     */
    public void requireAcceptable(URI uri) {
        uris.check(uri);
    }

    /**
     * Asks for an image. Its bytes wait until the download is drained.
     *
     * @param cap bytes the image may have
     * @return fails with {@link StorageError.Unavailable} where trying again may help, with {@link StorageError.Invalid} or
     *     {@link StorageError.TooLarge} where it will not
     */
    public Uni<WebDownload> fetch(URI uri, long cap) {
        return Uni.createFrom().completionStage(() -> {
            Promise<WebDownload> begun = Promise.promise();
            vertx.getOrCreateContext().runOnContext(now -> begin(uri, cap).onComplete(begun));
            return begun.future().toCompletionStage();
        });
    }

    /** On one context from the start: on another thread, an answer's first bytes could overtake the call to pause it. */
    private Future<WebDownload> begin(URI uri, long cap) {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        WebDownload.Limits limits = new WebDownload.Limits(cap, deadline, config.idleTimeout());
        return Future.succeededFuture()
                .compose(start -> follow(uris.check(uri), limits, config.maxRedirects()))
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .recover(e -> Future.failedFuture(e instanceof TimeoutException ? late(uri) : e));
    }

    private Future<WebDownload> follow(WebTarget target, WebDownload.Limits limits, int redirects) {
        return connector.get(target, Map.of()).compose(answer -> {
            try {
                if (!REDIRECTS.contains(answer.statusCode())) {
                    return Future.succeededFuture(download(target, answer, limits));
                }
                WebTarget next = redirected(target, answer, redirects);
                answer.request().reset();
                return follow(next, limits, redirects - 1);
            } catch (StorageError e) {
                answer.request().reset();
                return Future.failedFuture(e);
            }
        });
    }

    private WebDownload download(WebTarget target, HttpClientResponse answer, WebDownload.Limits limits) {
        WebFailures.requireImage(target.host(), answer);
        return WebDownload.begun(answer, vertx, limits, config);
    }

    private WebTarget redirected(WebTarget from, HttpClientResponse answer, int redirects) {
        if (redirects == 0) {
            throw new StorageError.Invalid("There are more than " + config.maxRedirects() + " redirects.");
        }
        try {
            String location = answer.getHeader("Location");
            WebTarget to = uris.check(from.uri().resolve(new URI(location == null ? " " : location)));
            if (from.secure() && !to.secure() && !config.allowDowngrade()) {
                throw new StorageError.Invalid("It leads from https to http.");
            }
            return to;
        } catch (URISyntaxException e) {
            throw new StorageError.Invalid("'" + from.host() + "' redirects to something that is not a URI.");
        } catch (StorageError.Invalid e) {
            throw new StorageError.Invalid("A redirect by '" + from.host() + "' was not followed. " + e.getMessage());
        }
    }

    private static StorageError late(URI uri) {
        return new StorageError.Unavailable("'" + uri.getHost() + "' took longer than a download may.", null);
    }
}
