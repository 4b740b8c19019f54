/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import io.vitrine.local.LocalS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A real S3 server that a test may take away for a while: MinIO's where Docker answers, else the one of deploy/up. */
public interface TestS3 extends AutoCloseable {

    /** Its address, by which buckets are named in paths. */
    String endpoint();

    String accessKey();

    String secretKey();

    /** Makes the server unreachable; its objects stay. */
    void interrupt();

    /** Makes it reachable again at the same address. */
    void resume();

    @Override
    void close();

    /** Starts one without buckets. */
    static TestS3 start() {
        return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    }

    private static TestS3 embedded() {
        try {
            Path home = Files.createTempDirectory("vitrine-s3");
            return new Embedded(LocalS3.start(home, 0, home.resolve("s3.log")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary directory", e);
        }
    }

    private static TestS3 container() {
        GenericContainer<?> server = new GenericContainer<>("quay.io/minio/minio:RELEASE.2025-04-22T22-12-26Z")
                .withEnv("MINIO_ROOT_USER", Container.USER)
                .withEnv("MINIO_ROOT_PASSWORD", Container.PASSWORD)
                .withCommand("server", "/data")
                .withExposedPorts(Container.PORT)
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(Container.PORT));
        server.start();
        return new Container(server);
    }

    /** Without Docker: a server in a JVM of its own, which is stopped and started. */
    record Embedded(LocalS3 server) implements TestS3 {

        @Override
        public String endpoint() {
            return server.endpoint();
        }

        @Override
        public String accessKey() {
            return server.accessKey();
        }

        @Override
        public String secretKey() {
            return server.secretKey();
        }

        @Override
        public void interrupt() {
            server.kill();
        }

        @Override
        public void resume() {
            server.start();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** With Docker: a container, which is paused because a restarted one would have another port. */
    record Container(GenericContainer<?> server) implements TestS3 {

        private static final String USER = "vitrine";
        private static final String PASSWORD = "vitrine-secret";
        private static final int PORT = 9000;

        @Override
        public String endpoint() {
            return "http://" + server.getHost() + ":" + server.getMappedPort(PORT);
        }

        @Override
        public String accessKey() {
            return USER;
        }

        @Override
        public String secretKey() {
            return PASSWORD;
        }

        @Override
        public void interrupt() {
            server.getDockerClient().pauseContainerCmd(server.getContainerId()).exec();
        }

        @Override
        public void resume() {
            server.getDockerClient()
                    .unpauseContainerCmd(server.getContainerId())
                    .exec();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
