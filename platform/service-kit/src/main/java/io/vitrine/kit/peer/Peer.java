/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vitrine.kit.identity.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Small calls to another service, as ourselves and on behalf of a user. Every failure is a {@link PeerError}. */
public final class Peer {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int UNAUTHORIZED = 401;
    private static final int CONNECTIONS = 64;

    private final String name;
    private final URI url;
    private final Duration timeout;
    private final WebClient http;
    private final ServiceToken serviceToken;

    /**
     * Calls one service.
     *
     * @param name as errors call it: catalog, storage
     * @param timeout longest time to wait for an answer
     */
    public Peer(String name, URI url, Duration timeout, Vertx vertx, ServiceToken serviceToken) {
        this.name = name;
        this.url = url;
        this.timeout = timeout;
        this.http = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(CONNECTIONS));
        this.serviceToken = serviceToken;
    }

    /**
     * The answer, whose status is below 300.
     *
     * @param user on whose behalf; null for ourselves
     * @param body sent as JSON; null for none
     */
    public Uni<HttpResponse<Buffer>> send(HttpMethod method, String path, Requester user, Object body) {
        return serviceToken
                .asking(
                        token -> sendOnce(method, path, token, user, body),
                        answer -> answer.statusCode() == UNAUTHORIZED)
                .onFailure(e -> !(e instanceof PeerError))
                .transform(e ->
                        new PeerError.Unavailable("The " + name + " cannot be asked just now; try again shortly.", e))
                .invoke(this::requireSuccess);
    }

    /** What an answer's body says. */
    public <T> T read(HttpResponse<Buffer> answer, Class<T> type) {
        try {
            return JSON.readValue(answer.body().getBytes(), type);
        } catch (IOException e) {
            throw new PeerError.Unavailable("The " + name + " gave an answer that this version cannot read.", e);
        }
    }

    private Uni<HttpResponse<Buffer>> sendOnce(
            HttpMethod method, String path, String token, Requester user, Object body) {
        HttpRequest<Buffer> request = http.requestAbs(method, url.resolve(path).toString())
                .timeout(timeout.toMillis())
                .putHeader("Accept", "application/json")
                .putHeader("X-Service-Token", token);
        if (user != null) {
            request.putHeader("X-Auth-Token", user.token())
                    .putHeader("X-Openstack-Request-Id", user.caller().requestId());
        }
        return body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").sendBuffer(Buffer.buffer(write(body)));
    }

    private void requireSuccess(HttpResponse<Buffer> answer) {
        int status = answer.statusCode();
        if (status >= 500) {
            throw new PeerError.Unavailable(message(answer), null);
        }
        if (status >= 300) {
            throw new PeerError.Refused(status, message(answer));
        }
    }

    private String message(HttpResponse<Buffer> answer) {
        try {
            return JSON.readTree(answer.body().getBytes()).path("message").asText();
        } catch (IOException | NullPointerException noJson) {
            return "The " + name + " answered " + answer.statusCode() + ".";
        }
    }

    private static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
