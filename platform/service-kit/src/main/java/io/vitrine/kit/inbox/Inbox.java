/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.EventTypes;
import io.vitrine.contract.UnreadableEvent;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Handles each event once and in order per image. The effect and the event's id are written in one transaction; the
 * returned Uni completes after its commit, and only then may the offset be committed. What cannot be handled is
 * parked, and so is all that follows for the same image.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final String REMEMBER = """
            INSERT INTO inbox (consumer, event_id) VALUES (CAST(?1 AS text), CAST(?2 AS text))
            ON CONFLICT DO NOTHING""";

    private final Transactions transactions;
    private final Parking parking;

    Inbox(Transactions transactions, Parking parking) {
        this.transactions = transactions;
        this.parking = parking;
    }

    /** Takes records, one after the other. Never fails for a record's sake; while the database is away it goes on trying. */
    public Uni<Void> receive(ConsumerRecords<String, byte[]> batch, EventHandler handler) {
        return Multi.createFrom()
                .iterable(batch)
                .filter(message -> mayConcern(message, handler))
                .onItem()
                .transformToUniAndConcatenate(message -> receive(message, handler))
                .collect()
                .last();
    }

    private static boolean mayConcern(ConsumerRecord<String, byte[]> message, EventHandler handler) {
        return EventCodec.typeOf(message)
                .map(EventTypes::recordOf)
                .map(handler.concerns()::contains)
                .orElse(true);
    }

    private Uni<Void> receive(ConsumerRecord<String, byte[]> message, EventHandler handler) {
        Envelope<VitrineEvent> event;
        try {
            event = EventCodec.read(message);
        } catch (UnreadableEvent e) {
            return again(park(message, handler, e));
        }
        if (!handler.concerns().contains(event.event().getClass())) {
            return Uni.createFrom().voidItem();
        }
        Context here = Vertx.currentContext();
        Uni<Void> once = transactions
                .run(tx -> handleOnce(tx, message, event, handler))
                .runSubscriptionOn(task -> here.runOnContext(ignored -> task.run()));
        return once.onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(TRIES)
                .onFailure()
                .recoverWithUni(e -> again(park(message, handler, e)));
    }

    /** Remembers the event; false when that was done before, and its effect with it. */
    static Uni<Boolean> remember(Tx tx, String consumer, String eventId) {
        return tx.session()
                .createNativeQuery(REMEMBER)
                .setParameter(1, consumer)
                .setParameter(2, eventId)
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    private Uni<Void> handleOnce(
            Tx tx, ConsumerRecord<String, byte[]> message, Envelope<VitrineEvent> event, EventHandler handler) {
        return parking.holds(tx, handler.consumer(), message.key())
                .flatMap(held -> held
                        ? parking.park(tx, handler.consumer(), message, "an earlier event of this image is parked")
                        : remember(tx, handler.consumer(), event.id())
                                .flatMap(first -> first
                                        ? handler.handle(tx, event)
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> park(ConsumerRecord<String, byte[]> message, EventHandler handler, Throwable reason) {
        LOG.errorf(
                reason,
                "Cannot handle an event, parking it imageId=%s topic=%s partition=%d offset=%d",
                message.key(),
                message.topic(),
                message.partition(),
                message.offset());
        return transactions.run(tx -> parking.park(tx, handler.consumer(), message, reason.toString()));
    }

    private static Uni<Void> again(Uni<Void> work) {
        Context here = Vertx.currentContext();
        return work.runSubscriptionOn(task -> here.runOnContext(ignored -> task.run()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }
}
