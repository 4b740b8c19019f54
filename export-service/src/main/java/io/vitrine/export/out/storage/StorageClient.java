/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vitrine.contract.command.ArtefactPage;
import io.vitrine.export.ExportConfig;
import io.vitrine.kit.identity.ServiceToken;
import io.vitrine.kit.peer.Peer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What storage keeps for this service. Every failure is a {@link io.vitrine.kit.peer.PeerError}, but for those of bytes under way. */
@ApplicationScoped
public class StorageClient {

    private static final String ARTEFACTS = "/internal/artefacts";
    private static final int CONNECTIONS = 1_000;
    private static final int UNAUTHORIZED = 401;

    private final Peer storage;
    private final HttpClient http;
    private final ServiceToken serviceToken;
    private final ExportConfig.Service config;

    StorageClient(Vertx vertx, ServiceToken serviceToken, ExportConfig config) {
        this.config = config.storage();
        this.serviceToken = serviceToken;
        this.storage =
                new Peer("storage", config.storage().url(), config.storage().timeout(), vertx, serviceToken);
        this.http = vertx.getDelegate().createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
    }

    /** Storage's answer to a request for an artefact's bytes, which are still to come; not to be read before it is asked for. */
    public Uni<HttpClientResponse> fetch(HttpMethod method, UUID artefact, MultiMap headers) {
        return serviceToken.asking(token -> ask(method, artefact, headers, token), StorageClient::isUnauthorized);
    }

    private Uni<HttpClientResponse> ask(HttpMethod method, UUID artefact, MultiMap headers, String token) {
        return Uni.createFrom()
                .completionStage(() -> http.request(new RequestOptions()
                                .setMethod(method)
                                .setAbsoluteURI(config.url()
                                        .resolve(ARTEFACTS + "/" + artefact)
                                        .toString())
                                .setConnectTimeout(config.timeout().toMillis())
                                .setHeaders(headers)
                                .putHeader("X-Service-Token", token))
                        .compose(request -> request.send())
                        .onSuccess(StorageClient::holdBytes)
                        .toCompletionStage());
    }

    private static boolean isUnauthorized(HttpClientResponse answer) {
        return answer.statusCode() == UNAUTHORIZED;
    }

    /** Of a refusal nobody wants the bytes: they come and are forgotten, so that the connection is free again. */
    private static void holdBytes(HttpClientResponse answer) {
        if (!isUnauthorized(answer)) {
            answer.pause();
        }
    }

    /** Removes an artefact, if there is one. */
    public Uni<Void> remove(UUID artefact) {
        return storage.send(HttpMethod.DELETE, ARTEFACTS + "/" + artefact, null, null)
                .replaceWithVoid();
    }

    /** A page of what is kept, by id; {@code after} is the last of the page before, or null. */
    public Uni<List<ArtefactPage.Artefact>> list(UUID after, int limit) {
        String from = after == null ? "" : "&after=" + after;
        return storage.send(HttpMethod.GET, ARTEFACTS + "?limit=" + limit + from, null, null)
                .map(answer -> storage.read(answer, ArtefactPage.class).artefacts());
    }
}
