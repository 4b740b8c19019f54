/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.ImageState;
import io.vitrine.contract.Topics;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where a service says its facts: rows written in the transaction of the change they are about, so that neither is
 * ever there without the other. {@link OutboxRelay} carries them to Kafka.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT = """
            INSERT INTO outbox (topic, key, headers, value)
            SELECT CAST(?1 AS text), CAST(CAST(?2 AS uuid) AS text),
                   CAST(CAST(?3 AS text) AS jsonb)
                     || jsonb_build_object('ce_sequence', lpad(CAST(last AS text), 20, '0')),
                   CAST(?4 AS bytea)
            """;

    // The sequence's row is locked before the outbox row takes its id: one image's rows have ids in commit order.
    private static final String SAY_FACT = """
            WITH next AS (
              INSERT INTO outbox_sequence (topic, image_id, last) VALUES (CAST(?1 AS text), CAST(?2 AS uuid), 1)
              ON CONFLICT (topic, image_id) DO UPDATE SET last = outbox_sequence.last + 1
              RETURNING last)
            """ + INSERT + "FROM next";
    private static final String SAY_STATE =
            INSERT + "FROM outbox_sequence WHERE topic = '" + Topics.CATALOG + "' AND image_id = CAST(?2 AS uuid)";
    private static final String SAY_RAW = """
            INSERT INTO outbox (topic, key, headers, value)
            VALUES (CAST(?1 AS text), CAST(?2 AS text), CAST(CAST(?3 AS text) AS jsonb), CAST(?4 AS bytea))""";
    private static final String SAY_TOMBSTONE =
            "INSERT INTO outbox (topic, key, headers) VALUES (CAST(?1 AS text), CAST(?2 AS text), '{}')";

    private final Clock clock = Clock.systemUTC();

    /** Says facts, in this order, when the transaction commits. Each gets the image's next sequence in its topic. */
    public Uni<Void> say(Tx tx, List<Draft> drafts) {
        return Multi.createFrom()
                .iterable(drafts)
                .onItem()
                .transformToUniAndConcatenate(draft -> say(tx, draft))
                .collect()
                .last();
    }

    /** Says one fact when the transaction commits. */
    public Uni<Void> say(Tx tx, Draft draft) {
        Topics.Topic topic = Topics.of(draft.event());
        ProducerRecord<String, byte[]> message = EventCodec.write(
                topic.name(),
                new Envelope<>(
                        UUID.randomUUID().toString(),
                        "/vitrine/" + topic.writer(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        draft.imageId(),
                        0, // the database gives the sequence
                        draft.ownerProject(),
                        draft.actor(),
                        draft.causationId(),
                        draft.event()));
        JsonObject headers = new JsonObject();
        message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return tx.session()
                .createNativeQuery(draft.event() instanceof ImageState ? SAY_STATE : SAY_FACT)
                .setParameter(1, topic.name())
                .setParameter(2, draft.imageId())
                .setParameter(3, headers.encode())
                .setParameter(4, message.value())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Takes an image out of {@link Topics#IMAGE_STATE} when the transaction commits. */
    public Uni<Void> forget(Tx tx, UUID imageId) {
        return tx.session()
                .createNativeQuery(SAY_TOMBSTONE)
                .setParameter(1, Topics.IMAGE_STATE)
                .setParameter(2, imageId.toString())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Passes a record on as it came, with headers that say why. */
    public Uni<Void> pass(Tx tx, String topic, String key, JsonObject headers, byte[] value) {
        return tx.session()
                .createNativeQuery(SAY_RAW)
                .setParameter(1, topic)
                .setParameter(2, key)
                .setParameter(3, headers.encode())
                .setParameter(4, value)
                .executeUpdate()
                .replaceWithVoid();
    }
}
