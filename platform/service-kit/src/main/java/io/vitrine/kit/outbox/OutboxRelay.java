/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Carries outbox rows to Kafka, in order, on a thread of its own. One replica leads, by a lock in the database. Each
 * batch is one Kafka transaction: it arrives whole and in order or not at all, and a replica that lost the lead
 * without noticing is fenced off. Rows are deleted after the commit, so a crash in between repeats a batch under the
 * same event ids and never loses one.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    // A Kafka transaction costs as much for one fact as for many, and one begun right after another has to wait for it.
    private static final int PACE_MILLIS = 40;
    // What is said is there when its transaction is committed, so for a while the relay looks often.
    // Looking costs less than being told by PostgreSQL: transactions that notify commit only one after the other.
    private static final Duration COMMIT = Duration.ofSeconds(1);
    private static final int LOOK_MILLIS = 100;
    // What is left then is what other replicas say.
    private static final int IDLE_MILLIS = 500;

    private final AgroalDataSource database;
    private final KafkaConfig kafka;
    private final TopicSetup topics;
    private final LastSaid said;
    private final String service;
    private final Timer lag;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "outbox-relay");

    OutboxRelay(AgroalDataSource database, KafkaConfig kafka, LastSaid said, Config config, MeterRegistry metrics) {
        this.database = database;
        this.kafka = kafka;
        this.said = said;
        this.topics = new TopicSetup(kafka);
        this.service = config.getValue("quarkus.application.name", String.class);
        this.lag = Timer.builder("vitrine.outbox.lag")
                .description("Time from a fact's record in the database to its acknowledgement by Kafka")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        said.wake();
        thread.join(Duration.ofSeconds(10));
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void run() {
        try {
            while (running()) {
                try {
                    relay();
                } catch (SQLException | KafkaException e) {
                    LOG.warnf("Facts wait in the outbox, trying again: %s", e.getMessage());
                }
                if (stopped.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay() throws SQLException, InterruptedException {
        topics.ensureAll();
        try (Connection connection = database.getConnection();
                OutboxRows outbox = new OutboxRows(connection)) {
            if (!outbox.lead()) {
                return;
            }
            try (Producer<String, byte[]> producer = new KafkaProducer<>(RelayProducer.settings(kafka, service))) {
                producer.initTransactions();
                while (running()) {
                    List<OutboxRows.Row> rows = outbox.next(BATCH);
                    if (!rows.isEmpty()) {
                        publish(producer, rows);
                        outbox.delete(rows);
                    }
                    if (rows.isEmpty() && !said.isWithin(COMMIT)) {
                        said.await(IDLE_MILLIS);
                    } else if (rows.size() < BATCH) {
                        // Comes back early when the relay is stopped, which the loop asks for itself.
                        var unused = stopped.await(rows.isEmpty() ? LOOK_MILLIS : PACE_MILLIS, TimeUnit.MILLISECONDS);
                    }
                }
            }
        }
    }

    private void publish(Producer<String, byte[]> producer, List<OutboxRows.Row> rows) throws InterruptedException {
        topics.ensure(rows.stream().map(row -> row.message().topic()).distinct().toList());
        producer.beginTransaction();
        for (OutboxRows.Row row : rows) {
            // The transaction's commit waits for every send and fails with the first that failed.
            var unused = producer.send(row.message());
        }
        producer.commitTransaction();
        Instant now = Instant.now();
        rows.forEach(row -> lag.record(Duration.between(row.recordedAt(), now)));
    }
}
