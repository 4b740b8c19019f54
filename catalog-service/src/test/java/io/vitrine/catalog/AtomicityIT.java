/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change and its fact: both or neither, and soon. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class AtomicityIT {

    Servers servers;

    @Inject
    DataSource database;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void fact_thatCannotBeWritten_undoesTheChange() throws SQLException {
        UUID id = api.created("demo", Map.of("name", "before"));

        refusingFacts(id, () -> {
            api.patch("demo", id, Api.add("name", "\"lost\""))
                    .statusCode(500)
                    .body(not(containsString("constraint")))
                    .body(containsString("req-"));
            api.delete("demo", id).statusCode(500);
        });

        api.show("demo", id).statusCode(200).body("name", equalTo("before"));
        api.patch("demo", id, Api.add("name", "\"after\"")).statusCode(200);
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(id, CatalogEvent.ImageUpdated.class);
            assertThat(probe.of(id).stream().map(Envelope::sequence)).containsExactly(1L, 2L);
        }
    }

    @Test
    void import_whoseFactCannotBeWritten_isAsBeforeAndMayBeRepeated() throws SQLException {
        UUID id = api.created("demo", Api.RAW);
        String count = "SELECT 1 FROM import_task WHERE image_id = '" + id + "'";
        refusingFacts(id, () -> {
            api.order("demo", id, "web-download", "file").statusCode(500);
            assertThat(exists(count)).isFalse();
            api.show("demo", id).body("status", equalTo("queued"));
        });
        String lease = api.order("demo", id, "web-download", "file")
                .statusCode(202)
                .extract()
                .path("lease");
        refusingFacts(id, () -> {
            api.complete(lease, 3).statusCode(500);
            api.abort(lease).statusCode(500);
            api.show("demo", id).body("status", equalTo("importing"));
            assertThat(exists(count + " AND status = 'pending'")).isTrue();
        });

        api.complete(lease, 3).statusCode(204);

        api.show("demo", id).body("status", equalTo("active"));
        assertThat(exists(count + " AND status = 'success'")).isTrue();
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(id, CatalogEvent.ImageUploaded.class);
            assertThat(probe.of(id).stream().map(Envelope::sequence)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void change_thatCannotBeWritten_leavesNoFact() throws SQLException {
        UUID id = UUID.randomUUID();

        execute("ALTER TABLE image ADD CONSTRAINT refuse CHECK (id <> '" + id + "') NOT VALID");
        try {
            api.create("demo", Map.of("id", id.toString())).statusCode(500);
        } finally {
            execute("ALTER TABLE image DROP CONSTRAINT refuse");
        }

        assertThat(exists("SELECT 1 FROM outbox WHERE key = '" + id + "'")).isFalse();
        assertThat(exists("SELECT 1 FROM outbox_sequence WHERE image_id = '" + id + "'"))
                .isFalse();
        api.create("demo", Map.of("id", id.toString())).statusCode(201);
    }

    @Test
    void fact_isInKafkaWithinASecond() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(api.created("demo", Map.of()));
        }
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            Map<UUID, Instant> said = new HashMap<>();
            for (UUID id : ids) {
                said.put(
                        id,
                        probe.awaitEvent(id, CatalogEvent.ImageCreated.class).time());
            }
            List<ConsumerRecord<String, byte[]>> records = probe.records();
            List<Long> delays = new ArrayList<>();
            said.forEach((id, time) ->
                    delays.add(Duration.between(time, sent(records, id)).toMillis()));
            Collections.sort(delays);
            assertThat(delays.get(delays.size() / 2)).as("median of %s", delays).isLessThan(1000);
        }
    }

    private static Instant sent(List<ConsumerRecord<String, byte[]>> records, UUID id) {
        ConsumerRecord<String, byte[]> message = records.stream()
                .filter(candidate -> candidate.key().equals(id.toString()))
                .findFirst()
                .orElseThrow();
        return Instant.ofEpochMilli(message.timestamp());
    }

    /** Does something while no fact about the image can be written. */
    private void refusingFacts(UUID id, Attempt attempt) throws SQLException {
        execute("ALTER TABLE outbox ADD CONSTRAINT refuse CHECK (key <> '" + id + "') NOT VALID");
        try {
            attempt.run();
        } finally {
            execute("ALTER TABLE outbox DROP CONSTRAINT refuse");
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean exists(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
