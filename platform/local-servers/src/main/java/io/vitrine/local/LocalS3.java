/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A real S3 server for one machine, with objects as files, in a JVM of its own: it checks signatures and does multipart
 * uploads, and is reachable over loopback only.
 */
public final class LocalS3 implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String ACCESS_KEY = "vitrine";

    private final S3Files files;
    private final LocalPort port;
    private final String secretKey;
    private ChildJvm server;

    private LocalS3(S3Files files, LocalPort port, String secretKey) {
        this.files = files;
        this.port = port;
        this.secretKey = secretKey;
    }

    /**
     * Starts a server on the objects under {@code home} and waits until it listens.
     *
     * @param home where its objects, settings and secret are kept; made when it is not there
     * @param port what clients connect to; 0 takes a free one
     * @param log the file that the server's messages are appended to
     */
    public static LocalS3 start(Path home, int port, Path log) {
        LocalPort clients = new LocalPort(port).orFree();
        S3Files files = new S3Files(home.toAbsolutePath().normalize(), log);
        LocalS3 s3 = new LocalS3(files, clients, files.write(clients.number(), ACCESS_KEY));
        s3.start();
        return s3;
    }

    /**
     * Stops a server that a killed parent left on these objects.
     *
     * @return whether there was one
     */
    public static boolean stopLeftover(Path home) {
        return ChildJvm.stopLeftover(new S3Files(home.toAbsolutePath().normalize(), home).pidFile());
    }

    /** Starts the server again after {@link #stop()} or {@link #kill()}, on the same objects and port. */
    public void start() {
        server = ChildJvm.start(new ChildJvm.Command(
                files.pidFile(),
                files.log(),
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "@" + files.classPath(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        files.settings().toString()),
                System.getenv()));
        Instant deadline = Instant.now().plus(START_PATIENCE);
        while (!port.isOpen()) {
            if (server.awaitExit(PAUSE) || Instant.now().isAfter(deadline)) {
                server.close();
                throw new IllegalStateException("The S3 server did not start, see " + files.log());
            }
        }
    }

    /** Where clients find it: {@code http://127.0.0.1:9300}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port.number();
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return secretKey;
    }

    /** Completes with the exit code when the running server ends, whoever ended it. */
    public CompletableFuture<Integer> exited() {
        return server.exited();
    }

    /** Stops the server in order. */
    public void stop() {
        server.close();
    }

    /** Ends the server as a crash would. */
    public void kill() {
        server.kill();
    }

    @Override
    public void close() {
        stop();
    }

    /** What the server's JVM reads, and where its objects lie. */
    private record S3Files(Path home, Path log) {

        Path data() {
            return home.resolve("data");
        }

        Path settings() {
            return home.resolve("s3.properties");
        }

        Path classPath() {
            return home.resolve("java.args");
        }

        Path pidFile() {
            return home.resolve("s3.pid");
        }

        /** Writes the settings anew, since port and class path may have changed; the secret stays. */
        String write(int port, String accessKey) {
            try {
                Files.createDirectories(data());
                Path secret = home.resolve("secret");
                if (!Files.exists(secret)) {
                    Secrets.write(secret, Secrets.password());
                }
                String secretKey = Files.readString(secret);
                Secrets.write(settings(), settings(port, accessKey, secretKey));
                ServerClassPath.write(classPath());
                return secretKey;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write the S3 server's settings to " + home, e);
            }
        }

        private String settings(int port, String accessKey, String secretKey) {
            return """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, accessKey, secretKey, data());
        }
    }
}
