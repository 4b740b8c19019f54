/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.contract.CatalogEvent.ImageUpdated;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class OutboxIT {

    Servers servers;

    @Inject
    Facts facts;

    private final UUID image = UUID.randomUUID();
    private EventProbe probe;

    @BeforeEach
    void probe() {
        probe = servers.probe(Topics.CATALOG);
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void facts_ofOneImage_arriveInOrderWithoutGaps() throws Throwable {
        for (int i = 0; i < 20; i++) {
            facts.rename(image, "a" + i, "b" + i);
        }

        awaitNames(40);
        assertThat(probe.of(image).stream().map(Envelope::sequence))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(names()).startsWith("a0", "b0", "a1", "b1").endsWith("a19", "b19");
    }

    @Test
    void outbox_published_isEmpty() throws Throwable {
        facts.rename(image, "once");

        awaitNames(1);
        await().until(() -> facts.column("SELECT id FROM outbox").isEmpty());
    }

    @Test
    void transaction_rolledBack_leavesNoRow() throws Throwable {
        assertThatThrownBy(() -> facts.renameAndFail(image, "never")).hasMessageContaining("on purpose");

        assertThat(facts.column("SELECT last FROM outbox_sequence WHERE image_id = '" + image + "'"))
                .isEmpty();
        facts.rename(image, "first");
        awaitNames(1);
        assertThat(names()).containsExactly("first");
    }

    @Test
    void change_thatFindsNothing_saysNothing() throws Throwable {
        UUID other = UUID.randomUUID();
        Change forgetsOther = new Change(
                "DELETE FROM outbox_sequence WHERE image_id = :other RETURNING image_id", Map.of("other", other));

        assertThat(facts.renameWith(forgetsOther, image, "never")).isFalse();
        facts.rename(other, "other");
        assertThat(facts.renameWith(forgetsOther, image, "first")).isTrue();

        awaitNames(1);
        assertThat(names()).containsExactly("first");
        assertThat(probe.of(image).getFirst().sequence()).isEqualTo(1);
        assertThat(facts.column("SELECT last FROM outbox_sequence WHERE image_id = '" + other + "'"))
                .isEmpty();
    }

    @Test
    void facts_saidWhileKafkaIsAway_allArriveOnceItIsBack() throws Throwable {
        facts.rename(image, "before");
        awaitNames(1);
        servers.broker().interrupt();
        for (int i = 0; i < 10; i++) {
            facts.rename(image, "away" + i);
        }

        servers.broker().resume();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(names()).hasSize(11));
        assertThat(names())
                .containsExactlyElementsOf(IntStream.range(0, 11)
                        .mapToObj(i -> i == 0 ? "before" : "away" + (i - 1))
                        .toList());
    }

    private void awaitNames(int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(names()).hasSize(count));
    }

    private List<String> names() {
        return probe.of(image).stream().map(OutboxIT::name).toList();
    }

    private static String name(Envelope<VitrineEvent> event) {
        return (String) ((ImageUpdated) event.event()).changes().get("name").after();
    }
}
