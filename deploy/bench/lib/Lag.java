/* SPDX-License-Identifier: Apache-2.0 */

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How late facts are: {@code java Lag.java CATALOG KAFKA RATE SECONDS CONNECTIONS}, with a token in {@code TOKEN}. Creates images
 * at that rate a second, or at 0 as fast as they are taken, while it reads the facts, and prints as JSON how long after the time
 * a fact has in its envelope it was read from Kafka, in milliseconds. The first seconds, in which this JVM and its consumer get
 * going, do not count.
 */
class Lag {

    private static final String TOPIC = "vitrine.catalog.v1";
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        int connections = Integer.parseInt(arguments[4]);
        AtomicInteger created = new AtomicInteger();
        List<Double> lags = new ArrayList<>();
        int read = 0;
        try (KafkaConsumer<byte[], byte[]> facts = consumer(arguments[1]);
                ExecutorService clients = Executors.newFixedThreadPool(connections)) {
            long begun = System.nanoTime();
            Instant counts = Instant.now().plus(WARM_UP);
            long end = begun + WARM_UP.plusSeconds(seconds).toNanos();
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                work.add(clients.submit(() -> create(arguments[0], rate, begun, end, next, created)));
            }
            long deadline = end + PATIENCE.toNanos();
            while (System.nanoTime() < deadline
                    && (read < created.get() || !work.stream().allMatch(Future::isDone))) {
                for (ConsumerRecord<byte[], byte[]> fact : facts.poll(Duration.ofMillis(20))) {
                    read++;
                    Instant time = Instant.parse(
                            new String(fact.headers().lastHeader("ce_time").value(), StandardCharsets.UTF_8));
                    if (time.isAfter(counts)) {
                        lags.add(Duration.between(time, Instant.now()).toNanos() / 1e6);
                    }
                }
            }
            double drained = (System.nanoTime() - end) / 1e9;
            Collections.sort(lags);
            System.out.printf(
                    "{\"server\": \"vitrine\", \"call\": \"facts of creates, %s\", \"per_second\": %.1f, \"p50_ms\": %.2f,"
                            + " \"p99_ms\": %.2f, \"refused\": %d, \"broken\": 0, \"drained_after_s\": %.2f}%n",
                    rate == 0 ? "as many as it takes" : rate + " a second",
                    lags.size() / (double) seconds,
                    lags.get(lags.size() / 2),
                    lags.get(lags.size() * 99 / 100),
                    created.get() - read,
                    Math.max(0, drained));
        }
    }

    private static void create(
            String catalog, int rate, long begun, long end, AtomicInteger next, AtomicInteger created) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(catalog + "/v2/images"))
                .header("X-Auth-Token", System.getenv("TOKEN"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"late?\", \"os_distro\": \"debian\"}"))
                .build();
        while (System.nanoTime() < end) {
            int number = next.getAndIncrement();
            if (rate > 0) {
                long due = begun + number * 1_000_000_000L / rate;
                if (due > end) {
                    return;
                }
                LockSupport.parkNanos(due - System.nanoTime());
            }
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 201) {
                    throw new IllegalStateException("a create was refused");
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            created.incrementAndGet();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
