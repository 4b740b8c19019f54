/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.CatalogEvent.ImageImportFailed;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long an import may wait, and how long whoever does it may be silent. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ImportLeasesIT {

    Servers servers;

    @Inject
    DataSource database;

    private Api api;
    private Leases leases;
    private UUID id;
    private String task;

    @BeforeEach
    void order() {
        api = new Api(servers);
        leases = new Leases(database);
        id = api.created("demo", Api.RAW);
        task = api.order("demo", id, "web-download", "file").extract().path("lease");
    }

    @Test
    void import_thatWaits_hasADay_andItsWorkerTheUsualLease() throws SQLException {
        assertThat(leases.left(id)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        progress();
        assertThat(leases.left(id)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void import_thatIsToBeTriedAgain_hasADayToo_andSaysWhy() throws SQLException {
        progress();
        report(Map.of("bytes", 0, "waits_for", "The store is full."));
        assertThat(leases.left(id)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        api.tasks("demo", id)
                .body("tasks[0].status", equalTo("pending"))
                .body("tasks[0].message", equalTo("To be tried again: The store is full."));
        progress();
        assertThat(leases.left(id)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void import_thatNobodyBegins_isQueuedAgain() throws SQLException {
        leases.expire(id);
        assertFailed("The import waited for longer than 86400 s. Ask for it again.");
    }

    @Test
    void import_whoseWorkerDied_isQueuedAgain() throws SQLException {
        progress();
        leases.expire(id);
        assertFailed("The import was silent for longer than 600 s.");
        api.renew(task).statusCode(410);
        api.abort(task).statusCode(200).body("outcome", equalTo("aborted"));
        api.complete(task, 3).statusCode(410);
    }

    private void progress() {
        report(Map.of("bytes", 1));
    }

    private void report(Map<String, Object> progress) {
        api.asStorage()
                .body(progress)
                .post("/internal/imports/" + task + "/progress")
                .then()
                .statusCode(204);
    }

    private void assertFailed(String reason) {
        try (EventProbe catalog = servers.probe(Topics.CATALOG)) {
            catalog.awaitEvent(
                    id,
                    event ->
                            event.event().equals(new ImageImportFailed(UUID.fromString(task), "web-download", reason)));
        }
        api.show("demo", id).body("status", equalTo("queued"));
        api.tasks("demo", id).body("tasks[0].message", equalTo(reason));
    }
}
