/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** One request being put together; nothing is sent before {@link #send}. */
public final class Call {

    public static final String OCTETS = "application/octet-stream";
    public static final String PATCH_V20 = "application/openstack-images-v2.0-json-patch";
    public static final String PATCH_V21 = "application/openstack-images-v2.1-json-patch";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String method;
    private final HttpRequest.Builder request;
    private BodyPublisher body = BodyPublishers.noBody();

    Call(String method, URI uri) {
        this.method = method;
        this.request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    }

    public Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Call accept(String value) {
        return header("Accept", value);
    }

    public Call json(Object value) {
        return body("application/json", Json.write(value));
    }

    /** The operations of a JSON patch in the v2.1 form. */
    public Call operations(Object... operations) {
        return body(PATCH_V21, Json.write(operations));
    }

    public Call body(String contentType, String text) {
        body = BodyPublishers.ofString(text);
        return header("Content-Type", contentType);
    }

    public Call body(String contentType, byte[] bytes) {
        body = BodyPublishers.ofByteArray(bytes);
        return header("Content-Type", contentType);
    }

    /** Sent without a length, in chunks. */
    public Call chunked(String contentType, Supplier<InputStream> bytes) {
        body = BodyPublishers.ofInputStream(bytes);
        return header("Content-Type", contentType);
    }

    public Answer send() {
        HttpRequest built = request.method(method, body).build();
        try {
            HttpResponse<byte[]> response = CLIENT.send(built, BodyHandlers.ofByteArray());
            return new Answer(described(built), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(described(built), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For bodies that are too long, or never end: the caller reads and closes the stream. */
    public HttpResponse<InputStream> open() throws IOException, InterruptedException {
        return CLIENT.send(request.method(method, body).build(), BodyHandlers.ofInputStream());
    }

    private static String described(HttpRequest request) {
        return request.method() + " " + request.uri();
    }
}
