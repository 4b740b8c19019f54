/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vitrine.contract.Topics;
import io.vitrine.kit.outbox.Outbox;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Events set aside because they could not be handled. They stay in the service's database, from where they can be
 * replayed, and go to {@link Topics#parked} for who watches.
 */
@ApplicationScoped
public class Parking {

    private static final String PARK = """
            INSERT INTO parked_event
              (consumer, image, topic, kafka_partition, kafka_offset, headers, value, reason)
            VALUES (CAST(?1 AS text), CAST(?2 AS text), CAST(?3 AS text), ?4, ?5,
                    CAST(CAST(?6 AS text) AS jsonb), CAST(?7 AS bytea), CAST(?8 AS text))
            ON CONFLICT DO NOTHING""";
    private static final String HOLDS = """
            SELECT 1 FROM parked_event WHERE consumer = CAST(?1 AS text) AND image = CAST(?2 AS text) LIMIT 1""";
    private static final String OF_IMAGE = """
            SELECT * FROM parked_event WHERE consumer = CAST(?1 AS text) AND image = CAST(?2 AS text)
            ORDER BY id FOR UPDATE""";

    private final Outbox outbox;

    Parking(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Sets a record aside; doing it again changes nothing. */
    public Uni<Void> park(Tx tx, String consumer, ConsumerRecord<String, byte[]> message, String reason) {
        String key = storable(String.valueOf(message.key()));
        String why = storable(reason);
        JsonObject headers = headers(message);
        byte[] value = message.value() == null ? new byte[0] : message.value();
        return tx.session()
                .createNativeQuery(PARK)
                .setParameter(1, consumer)
                .setParameter(2, key)
                .setParameter(3, message.topic())
                .setParameter(4, message.partition())
                .setParameter(5, message.offset())
                .setParameter(6, headers.encode())
                .setParameter(7, value)
                .setParameter(8, why)
                .executeUpdate()
                .flatMap(rows -> rows == 0
                        ? Uni.createFrom().voidItem()
                        : outbox.pass(
                                tx,
                                Topics.parked(message.topic(), consumer),
                                key,
                                explained(headers, message, why),
                                value));
    }

    private static JsonObject headers(ConsumerRecord<?, ?> message) {
        JsonObject headers = new JsonObject();
        message.headers()
                .forEach(header -> headers.put(
                        storable(header.key()),
                        header.value() == null ? "" : storable(new String(header.value(), UTF_8))));
        return headers;
    }

    // A NUL is the one character that PostgreSQL does not take, and an event may be parked because it has one.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    Uni<Boolean> holds(Tx tx, String consumer, String image) {
        return tx.session()
                .createNativeQuery(HOLDS)
                .setParameter(1, consumer)
                .setParameter(2, image)
                .getResultList()
                .map(rows -> !rows.isEmpty());
    }

    Uni<List<ParkedEvent>> ofImage(Tx tx, String consumer, String image) {
        return tx.session()
                .createNativeQuery(OF_IMAGE, ParkedEvent.class)
                .setParameter(1, consumer)
                .setParameter(2, image)
                .getResultList();
    }

    Uni<List<ParkedEvent>> oldest(Tx tx, int limit) {
        return tx.session()
                .createNativeQuery("SELECT * FROM parked_event ORDER BY id LIMIT ?1", ParkedEvent.class)
                .setParameter(1, limit)
                .getResultList();
    }

    private static JsonObject explained(JsonObject headers, ConsumerRecord<?, ?> message, String reason) {
        return headers.copy()
                .put("parked-reason", reason)
                .put("parked-topic", message.topic())
                .put("parked-partition", String.valueOf(message.partition()))
                .put("parked-offset", String.valueOf(message.offset()));
    }
}
