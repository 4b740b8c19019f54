/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.storage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.contract.command.ArtefactStored;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Brings bytes from storage and to it, for workers whose threads may wait. Failures are {@link ExportError}s. */
@ApplicationScoped
public class Transfers {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static {
        // Read once, when a process makes its first client; with the usual 16 KiB images take twice as long.
        if (System.getProperty("jdk.httpclient.bufsize") == null) {
            System.setProperty("jdk.httpclient.bufsize", String.valueOf(128 * 1024));
        }
    }

    private final HttpClient http;
    private final URI storage;
    private final Duration timeout;

    Transfers(ExportConfig config) {
        this.storage = config.storage().url();
        this.timeout = config.storage().timeout();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** An image's data; blocks until it comes. */
    public InputStream read(UUID imageId, String serviceToken) {
        HttpRequest request = request("/internal/images/" + imageId + "/file", serviceToken)
                .timeout(timeout)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            try (InputStream body = answer.body()) {
                throw refusal(answer.statusCode(), text(body.readNBytes(4096)));
            }
        } catch (IOException e) {
            throw new ExportError.Unavailable("Storage does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExportError.Unavailable("The worker is stopping.", e);
        }
    }

    /**
     * Stores a result: all of it or nothing.
     *
     * @param length bytes of it; negative where that is not known
     * @return cancelling it breaks the upload
     */
    public CompletableFuture<Artefact.Digests> store(
            UUID artefact, Supplier<InputStream> body, long length, String serviceToken) {
        BodyPublisher bytes = BodyPublishers.ofInputStream(body);
        HttpRequest request = request("/internal/artefacts/" + artefact, serviceToken)
                .PUT(length < 0 ? bytes : BodyPublishers.fromPublisher(bytes, Math.max(1, length)))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, BodyHandlers.ofByteArray());
        CompletableFuture<Artefact.Digests> stored = answer.thenApply(Transfers::stored);
        var unused = stored.whenComplete((digests, failure) -> {
            if (stored.isCancelled()) {
                answer.cancel(true);
            }
        });
        return stored;
    }

    private HttpRequest.Builder request(String path, String serviceToken) {
        return HttpRequest.newBuilder(storage.resolve(path)).header("X-Service-Token", serviceToken);
    }

    private static Artefact.Digests stored(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 201) {
            throw refusal(answer.statusCode(), text(answer.body()));
        }
        try {
            ArtefactStored stored = JSON.readValue(answer.body(), ArtefactStored.class);
            return new Artefact.Digests(stored.size(), null, stored.osHashAlgo(), stored.osHashValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static ExportError refusal(int status, String said) {
        return switch (status) {
            case 204 -> new ExportError.Impossible("The image has no data.");
            case 404, 410 -> new ExportError.Impossible("The image is gone.");
            default -> new ExportError.Unavailable("Storage answered " + status + ".", new IOException(said));
        };
    }
}
