/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vitrine.audit.app.RecordFacts;
import io.vitrine.audit.domain.Fact;
import io.vitrine.kit.inbox.Parking;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears every topic of facts, a batch at a time. The offset is committed when the whole batch is on record or parked;
 * while the database is away the batch waits. Unlike the other services it does not hold back the later events of an
 * image of which one is parked: the trail keeps whatever can be kept, and the missing one shows as a gap.
 */
@ApplicationScoped
class EveryEventConsumer {

    private static final Logger LOG = Logger.getLogger(EveryEventConsumer.class);
    private static final String SERVICE = "audit";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final RecordFacts recordFacts;
    private final Transactions transactions;
    private final Parking parking;

    EveryEventConsumer(RecordFacts recordFacts, Transactions transactions, Parking parking) {
        this.recordFacts = recordFacts;
        this.transactions = transactions;
        this.parking = parking;
    }

    @Incoming("facts")
    Uni<Void> hear(ConsumerRecords<String, byte[]> batch) {
        Context here = Vertx.currentContext();
        return Uni.createFrom()
                .deferred(() -> keep(batch))
                .runSubscriptionOn(task -> here.runOnContext(ignored -> task.run()))
                .onFailure()
                .invoke(e -> LOG.warn("Cannot record facts just now; trying again", e))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private Uni<Void> keep(ConsumerRecords<String, byte[]> batch) {
        List<Fact> facts = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : batch) {
            try {
                facts.add(FactReader.read(message));
            } catch (UnreadableFact e) {
                unreadable.add(new Unreadable(message, e.getMessage()));
            }
        }
        return Multi.createFrom()
                .iterable(unreadable)
                .onItem()
                .transformToUniAndConcatenate(this::park)
                .collect()
                .last()
                .chain(() -> facts.isEmpty() ? Uni.createFrom().voidItem() : recordFacts.record(facts));
    }

    private Uni<Void> park(Unreadable event) {
        ConsumerRecord<String, byte[]> message = event.message();
        LOG.errorf(
                "Cannot read an event, parking it: %s topic=%s partition=%d offset=%d",
                event.reason(), message.topic(), message.partition(), message.offset());
        return transactions.run(tx -> parking.park(tx, SERVICE, message, event.reason()));
    }

    private record Unreadable(ConsumerRecord<String, byte[]> message, String reason) {}
}
