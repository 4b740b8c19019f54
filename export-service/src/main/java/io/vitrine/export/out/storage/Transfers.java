/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.storage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.contract.command.ArtefactStored;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportError;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/**
 * Brings bytes from storage and to it, for workers whose threads may wait: a client that blocks brings an image in two thirds
 * of the time of the JDK's, which hands each piece from thread to thread. Failures are {@link ExportError}s.
 */
@ApplicationScoped
public class Transfers {

    private static final int BLOCK = 256 * 1024;
    private static final int REFUSED = 400;
    private static final int LONGEST_REFUSAL = 4096;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final CloseableHttpClient http;
    private final URI storage;

    Transfers(ExportConfig config) {
        this.storage = config.storage().url();
        this.http =
                BlockingHttp.client(config.storage().timeout(), config.jobs().idleTimeout());
    }

    /** The file that an image's data lies in, where storage tells: not that this process can reach it. Blocks until it is told. */
    public Optional<Path> locate(UUID imageId, String serviceToken) {
        HttpGet request = data(imageId, serviceToken);
        request.setHeader("X-Sendfile-Type", "X-Sendfile");
        // It comes where there is no file.
        request.setHeader("Range", "bytes=0-0");
        try {
            return http.execute(
                    request,
                    answer -> Optional.ofNullable(answer.getFirstHeader("X-Sendfile"))
                            .map(file -> Path.of(file.getValue())));
        } catch (IOException e) {
            throw new ExportError.Unavailable("Storage does not answer.", e);
        }
    }

    /** An image's data; blocks until it comes. Closing it breaks off what has not come. */
    public InputStream read(UUID imageId, String serviceToken) {
        HttpGet request = data(imageId, serviceToken);
        try {
            ClassicHttpResponse answer = http.executeOpen(null, request, null);
            if (answer.getCode() == 200) {
                return new BreakableStream(answer.getEntity().getContent(), request);
            }
            try (answer) {
                throw refusal(answer.getCode(), text(answer));
            }
        } catch (IOException e) {
            throw new ExportError.Unavailable("Storage does not answer.", e);
        }
    }

    private HttpGet data(UUID imageId, String serviceToken) {
        HttpGet request = new HttpGet(storage.resolve("/internal/images/" + imageId + "/file"));
        request.setHeader("X-Service-Token", serviceToken);
        return request;
    }

    /**
     * A result.
     *
     * @param bytes of it
     * @param length how many; negative where that is not known
     * @param file that has just these, and is changed by nobody; null where storage is not to take it as it is
     */
    public record Result(Supplier<InputStream> bytes, long length, Path file) {

        /** The same, which that file has. */
        public Result in(Path whole) {
            return new Result(bytes, length, whole);
        }
    }

    /**
     * Stores a result: all of it or nothing.
     *
     * @return cancelling it breaks the upload
     */
    public CompletableFuture<Artefact.Digests> store(UUID artefact, Result result, String serviceToken) {
        HttpPut offer = put(artefact, serviceToken);
        HttpPut upload = put(artefact, serviceToken);
        upload.setEntity(new EntityTemplate(
                Math.max(-1, result.length),
                ContentType.APPLICATION_OCTET_STREAM,
                null,
                out -> copy(result.bytes, out)));
        CompletableFuture<Artefact.Digests> stored = CompletableFuture.supplyAsync(
                () -> offered(offer, result.file).orElseGet(() -> answered(upload, Transfers::stored)),
                Infrastructure.getDefaultWorkerPool());
        var unused = stored.whenComplete((digests, failure) -> {
            if (stored.isCancelled()) {
                offer.cancel();
                upload.cancel();
            }
        });
        return stored;
    }

    private HttpPut put(UUID artefact, String serviceToken) {
        HttpPut request = new HttpPut(storage.resolve("/internal/artefacts/" + artefact));
        request.setHeader("X-Service-Token", serviceToken);
        return request;
    }

    /** Empty where there is no file, or storage does not take it. */
    private Optional<Artefact.Digests> offered(HttpPut request, Path file) {
        if (file == null) {
            return Optional.empty();
        }
        request.setHeader("X-Sendfile", file.toString());
        return answered(
                request, answer -> answer.getCode() == REFUSED ? Optional.empty() : Optional.of(stored(answer)));
    }

    private <T> T answered(HttpPut request, HttpClientResponseHandler<T> reading) {
        try {
            return http.execute(request, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Supplier<InputStream> body, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = body.get()) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, read);
            }
        }
    }

    private static Artefact.Digests stored(ClassicHttpResponse answer) throws IOException {
        if (answer.getCode() != 201) {
            throw refusal(answer.getCode(), text(answer));
        }
        ArtefactStored stored = JSON.readValue(answer.getEntity().getContent(), ArtefactStored.class);
        return new Artefact.Digests(stored.size(), null, stored.osHashAlgo(), stored.osHashValue());
    }

    private static String text(ClassicHttpResponse answer) throws IOException {
        return answer.getEntity() == null
                ? ""
                : new String(answer.getEntity().getContent().readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
    }

    private static ExportError refusal(int status, String said) {
        return switch (status) {
            case 204 -> new ExportError.Impossible("The image has no data.");
            case 404, 410 -> new ExportError.Impossible("The image is gone.");
            default -> new ExportError.Unavailable("Storage answered " + status + ".", new IOException(said));
        };
    }

    @PreDestroy
    void stop() throws IOException {
        http.close();
    }
}
