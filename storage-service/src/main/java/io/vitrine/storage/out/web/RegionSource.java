/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Fetches images from the other regions of the cloud that the operator names, as the user whose token it is given: what the
 * user cannot read there is not read here. The token goes to the region's address alone; redirects are not followed.
 */
@Startup
@ApplicationScoped
public class RegionSource {

    private static final int LONGEST_RECORD = 1 << 20;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Vertx vertx;
    private final StorageConfig.WebDownload config;
    private final List<String> prefixes;
    private final Map<String, Region> regions;
    private final WebConnector connector;

    RegionSource(Vertx vertx, StorageConfig config) {
        this.vertx = vertx;
        this.config = config.webDownload();
        this.prefixes = config.glanceDownload().properties();
        try {
            this.regions = Region.read(config.glanceDownload().regions().orElse(List.of()));
            List<String> hosts = regions.values().stream().map(Region::host).toList();
            this.connector = new WebConnector(
                    vertx, this.config, new AddressRules(hosts), InetAddress::getAllByName, new HttpClientOptions());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** Whether there is any region to fetch from. */
    public boolean isOffered() {
        return !regions.isEmpty();
    }

    private Region known(String name) {
        Region region = regions.get(name);
        if (region == null) {
            throw new StorageError.Invalid("There is no region '" + name + "' to import from; there is "
                    + String.join(", ", regions.keySet()) + ".");
        }
        return region;
    }

    /**
     * Asks for an image. Its bytes wait until the download is drained.
     *
     * @param cap bytes the image may have
     * @return fails with {@link StorageError.Unavailable} where trying again may help, with {@link StorageError.Invalid} or
     *     {@link StorageError.TooLarge} where it will not
     */
    public Uni<RegionImage> fetch(String region, UUID image, String token, long cap) {
        return Uni.createFrom().completionStage(() -> {
            Wanted wanted = new Wanted(known(region), image, token, cap);
            Promise<RegionImage> begun = Promise.promise();
            vertx.getOrCreateContext().runOnContext(now -> begin(wanted).onComplete(begun));
            return begun.future().toCompletionStage();
        });
    }

    /** On one context from the start, as {@link WebSource} does. */
    private Future<RegionImage> begin(Wanted wanted) {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        WebDownload.Limits limits = new WebDownload.Limits(wanted.cap(), deadline, config.idleTimeout());
        return ask(wanted, "", answer -> {})
                .compose(this::record)
                .map(record -> RegionImage.Described.read(wanted.region().name(), record, prefixes))
                .compose(described -> ask(wanted, "/file", answer -> requireImage(wanted, answer))
                        .map(answer -> new RegionImage(
                                begun(answer, limits),
                                described.announced(),
                                described.formats(),
                                described.properties())));
    }

    private Future<HttpClientResponse> ask(Wanted wanted, String what, Consumer<HttpClientResponse> check) {
        WebTarget target = wanted.region().target("/v2/images/" + wanted.image() + what);
        return connector.get(target, Map.of("X-Auth-Token", wanted.token())).map(answer -> {
            try {
                requireGranted(wanted, answer.statusCode());
                check.accept(answer);
                return answer;
            } catch (StorageError e) {
                answer.request().reset();
                throw e;
            }
        });
    }

    private WebDownload begun(HttpClientResponse answer, WebDownload.Limits limits) {
        try {
            return WebDownload.begun(answer, vertx, limits, config);
        } catch (StorageError e) {
            answer.request().reset();
            throw e;
        }
    }

    private static void requireGranted(Wanted wanted, int status) {
        String region = "Region '" + wanted.region().name() + "'";
        switch (status) {
            case UNAUTHORIZED ->
                throw new StorageError.Invalid(region + " does not accept the token that the import was asked for with;"
                        + " it may have expired. Ask again with a new one.");
            case FORBIDDEN, NOT_FOUND ->
                throw new StorageError.Invalid(region + " has no image " + wanted.image() + " that you may read.");
            default -> {}
        }
        if (status != NO_CONTENT) {
            WebFailures.requireSuccess(region, status);
        }
    }

    private static void requireImage(Wanted wanted, HttpClientResponse answer) {
        if (answer.statusCode() == NO_CONTENT) {
            throw new StorageError.Invalid(
                    "The image in region '" + wanted.region().name() + "' has no data.");
        }
        WebFailures.requireImage(wanted.region().host(), answer);
    }

    private Future<String> record(HttpClientResponse answer) {
        Promise<String> read = Promise.promise();
        Buffer all = Buffer.buffer();
        answer.exceptionHandler(e -> read.tryFail(new StorageError.Unavailable("The region's answer broke off.", e)));
        answer.endHandler(end -> read.tryComplete(all.toString(StandardCharsets.UTF_8)));
        answer.handler(chunk -> {
            if (all.length() + chunk.length() > LONGEST_RECORD) {
                read.tryFail(new StorageError.Invalid("The image's record in the other region is too long."));
                answer.request().reset();
            } else {
                all.appendBuffer(chunk);
            }
        });
        answer.resume();
        return read.future()
                .timeout(config.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .recover(e -> {
                    if (e instanceof TimeoutException) {
                        answer.request().reset();
                        return Future.failedFuture(
                                new StorageError.Unavailable("The region did not tell of the image in time.", e));
                    }
                    return Future.failedFuture(e);
                });
    }

    /** What is asked for. */
    private record Wanted(Region region, UUID image, String token, long cap) {}
}
