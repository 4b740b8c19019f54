/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.testkit.Servers;
import io.vitrine.testkit.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service, two replicas of it, killed while it records: every fact is on record once nevertheless. */
class RestartIT {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int IMAGES = 40;

    private final List<Process> replicas = new ArrayList<>();
    private final List<UUID> images = new ArrayList<>();
    private Servers servers;
    private Announcer announcer;
    private int said;

    @BeforeEach
    void start() throws IOException {
        servers = Servers.start("audit");
        startReplica();
        startReplica();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> recorded("select count(*) from audit_event") == 0);
        announcer = new Announcer(servers.broker().bootstrapServers());
        for (int i = 0; i < IMAGES; i++) {
            images.add(UUID.randomUUID());
        }
    }

    @AfterEach
    void stop() throws Exception {
        announcer.close();
        replicas.forEach(Process::destroyForcibly);
        for (Process replica : replicas) {
            assertThat(replica.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        servers.close();
    }

    @Test
    void facts_heardAroundKillsAndOutages_areEachOnRecordOnce() throws Exception {
        sayRounds(5);
        awaitRecorded(IMAGES);

        sayRounds(20);
        kill(replicas.getFirst());
        sayRounds(20);
        awaitRecorded(said);

        kill(replicas.getLast());
        sayRounds(5);
        servers.broker().interrupt();
        startReplica();
        servers.broker().resume();
        sayRounds(5);
        awaitRecorded(said);

        assertThat(recorded("select count(distinct event_id) from audit_event")).isEqualTo(said);
        assertThat(recorded("select count(*) from audit_event")).isEqualTo(said);
        assertThat(recorded("select max(position) from audit_event")).isEqualTo(said);
        assertThat(recorded("select min(position) from audit_event")).isEqualTo(1);
        assertThat(recorded("select count(*) from sequence_gap")).isZero();
    }

    private void sayRounds(int rounds) {
        for (int round = 0; round < rounds; round++) {
            long sequence = said / IMAGES + 1L;
            images.forEach(image -> announcer.say(Announcer.fact(image, sequence)));
            said += IMAGES;
        }
    }

    private void awaitRecorded(long facts) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(recorded("select count(*) from audit_event")).isGreaterThanOrEqualTo(facts));
    }

    private void startReplica() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServiceProcess.JVM);
        command.add("-Dquarkus.http.port=0");
        servers.settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        replicas.add(new ProcessBuilder(command).inheritIO().start());
    }

    private static void kill(Process replica) throws InterruptedException {
        assertThat(replica.destroyForcibly().waitFor()).isNotZero();
    }

    private long recorded(String count) throws SQLException {
        Map<String, String> settings = servers.settings();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:" + settings.get("vitrine.database.url"),
                        settings.get("vitrine.database.username"),
                        settings.get("vitrine.database.password"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(count)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
