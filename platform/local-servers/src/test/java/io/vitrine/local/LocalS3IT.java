/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only that it runs and stays closed to strangers: what it does as an S3 server, storage-service's tests show. */
class LocalS3IT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path home;

    @Test
    void server_stoppedAndKilled_startsAgainWithTheSameSecret() throws Exception {
        try (LocalS3 s3 = LocalS3.start(home.resolve("s3"), 0, home.resolve("s3.log"))) {
            assertThat(statusWithoutSignature(s3)).isEqualTo(403);
            String secret = s3.secretKey();

            s3.kill();
            s3.start();
            s3.stop();
            s3.start();
            assertThat(statusWithoutSignature(s3)).isEqualTo(403);
            assertThat(Files.readString(home.resolve("s3/secret"))).isEqualTo(secret);
        }
    }

    @Test
    void start_serverLeftRunning_takesItsPlace() {
        LocalS3 abandoned = LocalS3.start(home.resolve("s3"), 0, home.resolve("s3.log"));

        try (LocalS3 next = LocalS3.start(home.resolve("s3"), 0, home.resolve("s3.log"))) {
            assertThat(abandoned.exited()).succeedsWithin(PATIENCE);
            assertThat(next.secretKey()).isEqualTo(abandoned.secretKey());
        }
    }

    private static int statusWithoutSignature(LocalS3 s3) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(s3.endpoint() + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
