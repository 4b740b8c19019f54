/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Without Kafka every call works; the facts come, in order, once it is back. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class OutageIT {

    Servers servers;

    @Test
    void facts_saidWithoutKafka_arriveInOrderAfterwards() {
        Api api = new Api(servers);
        UUID before = api.created("demo", Map.of());
        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(before, CatalogEvent.ImageCreated.class);
        }

        UUID id;
        servers.broker().interrupt();
        try {
            id = api.active("demo", Map.of("name", "0"));
            for (int i = 1; i <= 5; i++) {
                api.patch("demo", id, Api.add("name", "\"" + i + "\"")).statusCode(200);
            }
            api.show("demo", id).statusCode(200).body("name", equalTo("5"));
            api.as("demo").get("/q/health/ready").then().statusCode(200);
        } finally {
            servers.broker().resume();
        }

        try (EventProbe probe = servers.probe(Topics.CATALOG)) {
            probe.awaitEvent(id, event -> event.sequence() == 8);
            assertThat(probe.of(id).stream().map(Envelope::sequence)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            assertThat(probe.of(id).stream()
                            .<VitrineEvent>map(Envelope::event)
                            .toList()
                            .get(2))
                    .isInstanceOf(CatalogEvent.ImageUploaded.class);
        }
    }
}
