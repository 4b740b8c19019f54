/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import io.vitrine.local.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.testcontainers.kafka.KafkaContainer;

/** A real broker that a test may take away for a while. */
public interface TestBroker extends AutoCloseable {

    String bootstrapServers();

    /** Makes the broker unreachable; its data stays. */
    void interrupt();

    /** Makes it reachable again at the same address. */
    void resume();

    @Override
    void close();

    static TestBroker embedded() {
        try {
            return new Embedded(LocalKafka.start(Files.createTempDirectory("vitrine-kafka"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary directory", e);
        }
    }

    static TestBroker container() {
        KafkaContainer container = new KafkaContainer("apache/kafka:4.1.1");
        container.start();
        return new Container(container);
    }

    /** Without Docker: a broker in a JVM of its own, which is stopped and started. */
    record Embedded(LocalKafka kafka) implements TestBroker {

        @Override
        public String bootstrapServers() {
            return kafka.bootstrapServers();
        }

        @Override
        public void interrupt() {
            kafka.stop();
        }

        @Override
        public void resume() {
            kafka.start();
        }

        @Override
        public void close() {
            kafka.close();
        }
    }

    /** With Docker: a container, which is paused because a restarted one would have another port. */
    record Container(KafkaContainer kafka) implements TestBroker {

        @Override
        public String bootstrapServers() {
            return kafka.getBootstrapServers();
        }

        @Override
        public void interrupt() {
            kafka.getDockerClient().pauseContainerCmd(kafka.getContainerId()).exec();
        }

        @Override
        public void resume() {
            kafka.getDockerClient().unpauseContainerCmd(kafka.getContainerId()).exec();
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
