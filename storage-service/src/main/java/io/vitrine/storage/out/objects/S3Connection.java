/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.MinioAsyncClient;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import io.vitrine.storage.StoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;

/** Makes the client of a store from its settings. Every mistake names its setting; no message has a secret in it. */
final class S3Connection {

    private static final long SMALLEST_PART = 5L << 20;
    private static final long LARGEST_PART = 1L << 30;
    private static final int CALLS = 256;

    private S3Connection() {}

    /**
     * Reads the settings; nothing is asked of the server.
     *
     * @param setting what the names of the store's settings begin with
     * @throws IllegalStateException for a setting that is missing or makes no sense
     */
    static S3Options options(String setting, StoreConfig.S3 config) {
        long partSize = config.partSize().asLongValue();
        require(partSize >= SMALLEST_PART && partSize <= LARGEST_PART, setting, "part-size", "is from 5M to 1G");
        require(config.parallelParts() > 0, setting, "parallel-parts", "is at least 1");
        long memory = config.memory().asLongValue();
        require(memory >= partSize && memory <= Integer.MAX_VALUE, setting, "memory", "is from part-size to 2047M");
        require(config.attempts() > 0, setting, "attempts", "is at least 1");
        require(config.timeout().toMillis() > 0, setting, "timeout", "is longer than nothing");
        HandshakeCertificates trusted = trusted(setting, config);
        return new S3Options(
                client(setting, config, trusted),
                new S3Channels(trusted.trustManager(), config.connectTimeout(), config.timeout()),
                given(config.bucket(), setting, "bucket"),
                config.prefix()
                        .map(prefix -> prefix.endsWith("/") ? prefix : prefix + "/")
                        .orElse(""),
                config.createBucket(),
                (int) partSize,
                config.parallelParts(),
                (int) memory,
                config.attempts(),
                config.crc());
    }

    private static MinioAsyncClient client(String setting, StoreConfig.S3 config, HandshakeCertificates trusted) {
        URI endpoint = given(config.endpoint(), setting, "endpoint");
        require(
                List.of("http", "https").contains(String.valueOf(endpoint.getScheme())) && endpoint.getHost() != null,
                setting,
                "endpoint",
                "begins with http:// or https:// and a host");
        MinioAsyncClient client = MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(config.region())
                .credentialsProvider(credentials(setting, config))
                .httpClient(http(config, trusted), true)
                .build();
        if (config.pathStyle()) {
            client.disableVirtualStyleEndpoint();
        } else {
            client.enableVirtualStyleEndpoint();
        }
        return client;
    }

    private static OkHttpClient http(StoreConfig.S3 config, HandshakeCertificates trusted) {
        Dispatcher calls = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        calls.setMaxRequests(CALLS);
        calls.setMaxRequestsPerHost(CALLS);
        return new OkHttpClient.Builder()
                .dispatcher(calls)
                .protocols(List.of(Protocol.HTTP_1_1))
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .socketFactory(new S3Sockets(config.timeout()))
                .connectTimeout(config.connectTimeout())
                .readTimeout(Duration.ZERO)
                .writeTimeout(config.timeout())
                .build();
    }

    private static HandshakeCertificates trusted(String setting, StoreConfig.S3 config) {
        HandshakeCertificates.Builder trusted = new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
        config.authorities().ifPresent(file -> {
            try (InputStream pem = Files.newInputStream(file)) {
                Collection<? extends Certificate> authorities =
                        CertificateFactory.getInstance("X.509").generateCertificates(pem);
                require(!authorities.isEmpty(), setting, "authorities", "names a file without certificates: " + file);
                authorities.forEach(authority -> trusted.addTrustedCertificate((X509Certificate) authority));
            } catch (IOException | CertificateException e) {
                throw new IllegalStateException(
                        setting + ".authorities cannot be read as certificates in PEM: " + file, e);
            }
        });
        return trusted.build();
    }

    private static Provider credentials(String setting, StoreConfig.S3 config) {
        if (config.accessKey().isEmpty() && config.secretKey().isEmpty()) {
            require(
                    System.getenv("AWS_ACCESS_KEY_ID") != null && System.getenv("AWS_SECRET_ACCESS_KEY") != null,
                    setting,
                    "access-key",
                    "and .secret-key are to be set, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
            return new AwsEnvironmentProvider();
        }
        return new StaticProvider(
                given(config.accessKey(), setting, "access-key"),
                given(config.secretKey(), setting, "secret-key"),
                null);
    }

    private static <T> T given(Optional<T> value, String setting, String name) {
        return value.orElseThrow(
                () -> new IllegalStateException(setting + "." + name + " is not set: a store of kind s3 needs it."));
    }

    private static void require(boolean holds, String setting, String name, String what) {
        if (!holds) {
            throw new IllegalStateException(setting + "." + name + " " + what + ".");
        }
    }
}
