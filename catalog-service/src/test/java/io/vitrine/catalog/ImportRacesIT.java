/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.CatalogEvent.ImageImportFailed;
import io.vitrine.contract.CatalogEvent.ImageUploaded;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Commands about one import that come at the same time: one of them counts, and all agree which. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ImportRacesIT {

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void orders_atOnce_areOne() throws Exception {
        UUID id = api.staged("demo");

        List<Integer> statuses = atOnce(Collections.nCopies(
                6,
                () -> api.order("demo", id, "glance-direct", "file").extract().statusCode()));

        assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
        api.as("demo").get("/v2/images/" + id + "/tasks").then().body("tasks", hasSize(1));
    }

    @RepeatedTest(5)
    void completionAndAbortion_atOnce_agree() throws Exception {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.order("demo", id, "web-download", "file").extract().path("lease");

        List<Integer> completions = atOnce(List.of(
                () -> api.complete(lease, 3).extract().statusCode(),
                () -> api.abort(lease).extract().statusCode(),
                () -> api.complete(lease, 3).extract().statusCode(),
                () -> api.abort(lease).extract().statusCode()));

        boolean active = api.show("demo", id).extract().path("status").equals("active");
        assertThat(completions.get(0)).isEqualTo(active ? 204 : 410);
        assertThat(completions.get(2)).isEqualTo(active ? 204 : 410);
        String outcome = api.abort(lease).extract().path("outcome");
        assertThat(outcome).isEqualTo(active ? "completed" : "aborted");
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(id, active ? ImageUploaded.class : ImageImportFailed.class);
            assertThat(probe.of(id).stream().map(Envelope::sequence)).containsExactly(1L, 2L, 3L);
        }
    }

    @RepeatedTest(5)
    void deletionAndCompletion_atOnce_leaveNothing() throws Exception {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.order("demo", id, "web-download", "file").extract().path("lease");

        List<Integer> statuses = atOnce(List.of(
                () -> api.complete(lease, 3).extract().statusCode(),
                () -> api.delete("demo", id).extract().statusCode()));

        assertThat(statuses.get(0)).isIn(204, 410);
        assertThat(statuses.get(1)).isEqualTo(204);
        api.show("demo", id).statusCode(404);
        api.complete(lease, 3).statusCode(410);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
