/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the broker's JVM reads, and where its data lies. */
record KafkaFiles(Path home, Path log) {

    Path data() {
        return home.resolve("data");
    }

    Path settings() {
        return home.resolve("server.properties");
    }

    Path classPath() {
        return home.resolve("java.args");
    }

    Path pidFile() {
        return home.resolve("kafka.pid");
    }

    /** Whether the broker has its place for data already. */
    boolean isFormatted() {
        return Files.exists(data().resolve("meta.properties"));
    }

    /** Writes the settings anew: the ports may have changed since the last start, and so may the class path. */
    void write(int port, int controllerPort) {
        try {
            Files.createDirectories(home);
            Files.writeString(settings(), settings(port, controllerPort));
            ServerClassPath.write(classPath());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write Kafka's settings to " + home, e);
        }
    }

    private String settings(int port, int controllerPort) throws IOException {
        return ServerClassPath.resource("broker.properties") + """
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.quorum.voters=1@127.0.0.1:%2$d
                log.dirs=%3$s
                """.formatted(port, controllerPort, data());
    }
}
