/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.CopyReplacement;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.contract.command.ImageCopies;
import io.vitrine.contract.command.ImageOfCopy;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.ImportProgress;
import io.vitrine.contract.command.ImportRequest;
import io.vitrine.contract.command.UploadAbort;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.contract.command.UploadOutcome;
import io.vitrine.contract.command.UploadRequest;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.kit.identity.ServiceToken;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Requester;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The catalog's commands for the life of an image's data. Every failure is a {@link StorageError}: the catalog's refusal
 * as {@code Refused}, a lost lease as {@code LeaseLost}, and as {@code Unavailable} what may pass.
 */
@ApplicationScoped
public class CatalogClient {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final WebClient http;
    private final ServiceToken serviceToken;
    private final StorageConfig.Catalog config;

    CatalogClient(Vertx vertx, ServiceToken serviceToken, StorageConfig config) {
        this.http = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(64));
        this.serviceToken = serviceToken;
        this.config = config.catalog();
    }

    /** Asks for the right to fill an image. {@code announced} is the size the user announced, or null. */
    public Uni<UploadLease> openUpload(UUID imageId, Long announced, Requester user) {
        return send(HttpMethod.POST, "/internal/images/" + imageId + "/uploads", user, new UploadRequest(announced))
                .map(answer -> read(answer, UploadLease.class));
    }

    /** Asks for the right to bring an image's data for a later import. */
    public Uni<UploadLease> openStaging(UUID imageId, Long announced, Requester user) {
        return send(HttpMethod.POST, "/internal/images/" + imageId + "/stagings", user, new UploadRequest(announced))
                .map(answer -> read(answer, UploadLease.class));
    }

    /** Asks for an import. The catalog says by an event that it has taken it on. */
    public Uni<Void> openImport(UUID imageId, ImportRequest request, Requester user) {
        return send(HttpMethod.POST, "/internal/images/" + imageId + "/imports", user, request)
                .replaceWithVoid();
    }

    /** All there is to know of an import; fails with {@link StorageError.LeaseLost} where it is over. */
    public Uni<ImportOrder> importOrder(UUID lease) {
        return send(HttpMethod.GET, "/internal/imports/" + lease, null, null)
                .map(answer -> read(answer, ImportOrder.class));
    }

    /** Says how far an import is, and keeps its lease. */
    public Uni<Void> progress(UUID lease, ImportProgress progress) {
        return send(HttpMethod.POST, "/internal/imports/" + lease + "/progress", null, progress)
                .replaceWithVoid();
    }

    /** Takes the copy in a store away from an image, on behalf of a user. */
    public Uni<Void> removeCopy(UUID imageId, String store, Requester user) {
        return send(HttpMethod.DELETE, "/internal/images/" + imageId + "/copies/" + store, user, null)
                .replaceWithVoid();
    }

    /** Puts a new copy in the place of a damaged one; refused where the image does not have the old one any more. */
    public Uni<Void> replaceCopy(UUID imageId, String store, CopyReplacement replacement) {
        return send(HttpMethod.PUT, "/internal/images/" + imageId + "/copies/" + store, null, replacement)
                .replaceWithVoid();
    }

    /** Where an image's data lies, as the catalog has it; nothing of an image that it does not know. */
    public Uni<ImageCopies> copies(UUID imageId) {
        return send(HttpMethod.GET, "/internal/images/" + imageId + "/copies", null, null)
                .map(answer -> read(answer, ImageCopies.class))
                .onFailure(e -> e instanceof StorageError.Refused refused && refused.status() == NOT_FOUND)
                .recoverWithItem(ImageCopies.NONE);
    }

    /** The image that has this copy, of its data or of what is staged; null where none has it. */
    public Uni<UUID> owner(Copy copy) {
        return send(HttpMethod.GET, "/internal/copies/" + copy.store() + "/" + copy.blob(), null, null)
                .map(answer -> read(answer, ImageOfCopy.class).image())
                .onFailure(e -> e instanceof StorageError.Refused refused && refused.status() == NOT_FOUND)
                .recoverWithNull();
    }

    /** Keeps the lease; outages shorter than the lease do no harm. */
    public Uni<Void> renew(UUID lease, Duration patience) {
        return patiently(patience, send(HttpMethod.PUT, "/internal/uploads/" + lease, null, null));
    }

    /** Keeps the lease for that long. Repeated while the catalog is away, for as long as {@code patience}. */
    public Uni<Void> renew(UUID lease, Duration time, Duration patience) {
        String path = "/internal/uploads/" + lease + "?seconds=" + time.toSeconds();
        return patiently(patience, send(HttpMethod.PUT, path, null, null));
    }

    /** Makes the image active. Repeated while the catalog is away, for as long as {@code patience}. */
    public Uni<Void> complete(UUID lease, UploadResult result, Duration patience) {
        return patiently(patience, send(HttpMethod.POST, "/internal/uploads/" + lease + "/complete", null, result));
    }

    /** Ends an upload, unless it was completed: the answer is final. */
    public Uni<UploadOutcome.Outcome> abort(UUID lease, String reason) {
        return send(HttpMethod.POST, "/internal/uploads/" + lease + "/abort", null, new UploadAbort(reason))
                .map(answer -> read(answer, UploadOutcome.class).outcome());
    }

    /** Asks to read an image's data, for a user or, without one, for a service; empty where it has none yet. */
    public Uni<Optional<DownloadGrant>> openDownload(UUID imageId, Requester user) {
        return send(HttpMethod.GET, "/internal/images/" + imageId + "/data", user, null)
                .map(answer ->
                        answer.statusCode() == 204 ? Optional.empty() : Optional.of(read(answer, DownloadGrant.class)));
    }

    private static Uni<Void> patiently(Duration patience, Uni<HttpResponse<Buffer>> call) {
        return call.onFailure(StorageError.Unavailable.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(patience.toMillis())
                .onFailure(IllegalStateException.class)
                .transform(exhausted -> exhausted.getCause() == null ? exhausted : exhausted.getCause())
                .replaceWithVoid();
    }

    private Uni<HttpResponse<Buffer>> send(HttpMethod method, String path, Requester user, Object body) {
        Uni<HttpResponse<Buffer>> once = serviceToken.get().flatMap(token -> sendOnce(method, path, token, user, body));
        return once.flatMap(answer -> answer.statusCode() == UNAUTHORIZED
                        ? serviceToken.forget().chain(() -> once)
                        : Uni.createFrom().item(answer))
                .onFailure(e -> !(e instanceof StorageError))
                .transform(e ->
                        new StorageError.Unavailable("The catalog cannot be asked just now; try again shortly.", e))
                .invoke(CatalogClient::requireSuccess);
    }

    private Uni<HttpResponse<Buffer>> sendOnce(
            HttpMethod method, String path, String token, Requester user, Object body) {
        HttpRequest<Buffer> request = http.requestAbs(
                        method, config.url().resolve(path).toString())
                .timeout(config.timeout().toMillis())
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

    private static void requireSuccess(HttpResponse<Buffer> answer) {
        int status = answer.statusCode();
        if (status < 300) {
            return;
        }
        String message = message(answer);
        if (status == GONE) {
            throw new StorageError.LeaseLost(message);
        }
        if (status >= 500) {
            throw new StorageError.Unavailable(message, null);
        }
        throw new StorageError.Refused(status, message);
    }

    private static String message(HttpResponse<Buffer> answer) {
        try {
            return JSON.readTree(answer.body().getBytes()).path("message").asText();
        } catch (IOException | NullPointerException noJson) {
            return "The catalog answered " + answer.statusCode() + ".";
        }
    }

    private static <T> T read(HttpResponse<Buffer> answer, Class<T> type) {
        try {
            return JSON.readValue(answer.body().getBytes(), type);
        } catch (IOException e) {
            throw new StorageError.Unavailable("The catalog gave an answer that this version cannot read.", e);
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
