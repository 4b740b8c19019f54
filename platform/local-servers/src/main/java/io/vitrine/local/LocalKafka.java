/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A real Kafka broker for one machine: one node in KRaft mode in a JVM of its own, reachable over loopback only. */
public final class LocalKafka implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SMALL_JVM =
            List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:MetaspaceSize=64m", "-XX:TieredStopAtLevel=1");

    private final KafkaFiles files;
    private final LocalPort port;
    private ChildJvm broker;

    private LocalKafka(KafkaFiles files, LocalPort port) {
        this.files = files;
        this.port = port;
    }

    /** As {@link #start(Path, int, int, Path)}, with a free port for the controller and the log beside the data. */
    public static LocalKafka start(Path home, int port) {
        return start(home, port, 0, home.resolve("kafka.log"));
    }

    /**
     * Starts a broker on the data under {@code home} and waits until it answers.
     *
     * @param home where its data and settings are kept; made and formatted when it is not there
     * @param port what clients connect to; 0 takes a free one
     * @param controllerPort what its own controller listens on; 0 takes a free one
     * @param log the file that the broker's messages are appended to
     */
    public static LocalKafka start(Path home, int port, int controllerPort, Path log) {
        LocalPort clients = new LocalPort(port).orFree();
        KafkaFiles files = new KafkaFiles(home.toAbsolutePath().normalize(), log);
        files.write(clients.number(), new LocalPort(controllerPort).orFree().number());
        LocalKafka kafka = new LocalKafka(files, clients);
        kafka.start();
        return kafka;
    }

    /**
     * Stops a broker that a killed parent left on this data.
     *
     * @return whether there was one
     */
    public static boolean stopLeftover(Path home) {
        KafkaFiles files = new KafkaFiles(home.toAbsolutePath().normalize(), home.resolve("kafka.log"));
        return ChildJvm.stopLeftover(files.pidFile());
    }

    /** Starts the broker again after {@link #stop()} or {@link #kill()}, on the same data and port. */
    public void start() {
        stopLeftover(files.home());
        broker = run();
        if (!KafkaReadiness.await(port, broker, START_PATIENCE)) {
            broker.close();
            throw new IllegalStateException("Kafka did not start, see " + files.log());
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port.number();
    }

    /** Completes with the exit code when the running broker ends, whoever ended it. */
    public CompletableFuture<Integer> exited() {
        return broker.exited();
    }

    /** Stops the broker in order. */
    public void stop() {
        broker.close();
    }

    /** Ends the broker as a crash would. */
    public void kill() {
        broker.kill();
    }

    @Override
    public void close() {
        stop();
    }

    private ChildJvm run() {
        List<String> arguments = new ArrayList<>(SMALL_JVM);
        arguments.add("@" + files.classPath());
        arguments.addAll(List.of(LocalBroker.class.getName(), files.settings().toString()));
        if (!files.isFormatted()) {
            arguments.add("format");
        }
        return ChildJvm.start(new ChildJvm.Command(files.pidFile(), files.log(), arguments, System.getenv()));
    }
}
