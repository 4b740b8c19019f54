/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.Topics;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holding an image deactivated for the time of some work, and reading its data meanwhile. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class FreezeIT {

    Servers servers;

    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private Api api;
    private UUID image;

    @BeforeEach
    void activeImage() {
        api = new Api(servers);
        image = api.active("demo", Map.of());
    }

    @Test
    void freeze_deactivates_untilReleased_alsoWhenRepeated() {
        freeze("demo", one, 204);
        freeze("demo", one, 204);
        requireStatus("deactivated");

        release(one);
        requireStatus("active");
        release(one);
        requireStatus("active");
    }

    @Test
    void freeze_ofSeveral_endsWithTheLast() {
        freeze("demo", one, 204);
        freeze("demo", two, 204);

        release(one);
        requireStatus("deactivated");
        release(two);
        requireStatus("active");
    }

    @Test
    void freeze_ofDeactivatedImage_leavesItDeactivated() {
        act("deactivate");
        freeze("demo", one, 204);
        release(one);
        requireStatus("deactivated");
    }

    @Test
    void decision_byHand_outlivesTheFreeze() {
        freeze("demo", one, 204);
        act("deactivate");
        release(one);
        requireStatus("deactivated");
        act("deactivate");
        act("reactivate");

        try (EventProbe catalog = servers.probe(Topics.CATALOG)) {
            catalog.awaitEvent(image, CatalogEvent.Reactivated.class);
            assertThat(catalog.of(image))
                    .extracting(Envelope::event)
                    .filteredOn(CatalogEvent.Deactivated.class::isInstance)
                    .containsExactly(new CatalogEvent.Deactivated(one), new CatalogEvent.Deactivated(null));
        }
    }

    @Test
    void release_ofWhatIsGone_doesNothing() {
        freeze("demo", one, 204);
        api.delete("demo", image).statusCode(204);
        release(one);
    }

    @ParameterizedTest
    @CsvSource({"reader, 403", "alt, 404"})
    void freeze_byWhoMayNotDeactivate_isRefused(String user, int expected) {
        freeze(user, one, expected);
        requireStatus("active");
    }

    @Test
    void data_ofFrozenImage_isGivenToServicesAndAdmins() {
        freeze("demo", one, 204);

        assertThat(api.asStorage().get(data("")).statusCode()).isEqualTo(200);
        assertThat(api.asStorageFor("admin").get(data("?for=export")).statusCode())
                .isEqualTo(200);
        assertThat(api.asStorageFor("demo").get(data("?for=export")).statusCode())
                .isEqualTo(403);
        assertThat(api.asStorageFor("alt").get(data("?for=export")).statusCode())
                .isEqualTo(404);
    }

    private String data(String query) {
        return "/internal/images/" + image + "/data" + query;
    }

    private void freeze(String user, UUID freeze, int expected) {
        api.asStorageFor(user)
                .put("/internal/images/" + image + "/freezes/" + freeze)
                .then()
                .statusCode(expected);
    }

    private void release(UUID freeze) {
        api.asStorage()
                .delete("/internal/images/" + image + "/freezes/" + freeze)
                .then()
                .statusCode(204);
    }

    private void act(String action) {
        api.as("demo").post("/v2/images/" + image + "/actions/" + action).then().statusCode(204);
    }

    private void requireStatus(String status) {
        api.show("demo", image).body("status", is(status));
    }
}
