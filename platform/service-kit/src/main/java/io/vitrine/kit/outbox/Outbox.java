/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where a service says its facts: rows written in the transaction of the change they are about, so that neither is
 * ever there without the other. {@link OutboxRelay} carries them to Kafka.
 */
@ApplicationScoped
public class Outbox {

    private static final String NEXT = """
            next AS (
              INSERT INTO outbox_sequence (topic, image_id, last)
              SELECT CAST(:topic AS text), CAST(:image AS uuid), CAST(:facts AS bigint)""";

    // The sequence's row is locked before the outbox rows take their ids: one image's rows have ids in commit order.
    // The facts come first and count on to the new last sequence, which the state behind them has, too.
    private static final String ROWS = """

              ON CONFLICT (topic, image_id) DO UPDATE SET last = outbox_sequence.last + excluded.last
              RETURNING last)
            INSERT INTO outbox (topic, key, headers, value)
            SELECT said.topic, CAST(CAST(:image AS uuid) AS text),
                   CAST(said.headers AS jsonb) || jsonb_build_object(
                     'ce_sequence', lpad(CAST(last - greatest(:facts - said.place, 0) AS text), 20, '0')),
                   convert_to(said.value, 'UTF8')
            FROM next, unnest(CAST(:topics AS text[]), CAST(:headers AS text[]), CAST(:values AS text[]))
                 WITH ORDINALITY AS said (topic, headers, value, place)
            ORDER BY said.place""";

    private static final String SAY = "WITH " + NEXT + ROWS;

    private static final String SAY_RAW = """
            INSERT INTO outbox (topic, key, headers, value)
            VALUES (CAST(?1 AS text), CAST(?2 AS text), CAST(CAST(?3 AS text) AS jsonb), CAST(?4 AS bytea))""";
    private static final String SAY_TOMBSTONE =
            "INSERT INTO outbox (topic, key, headers) VALUES (CAST(?1 AS text), CAST(?2 AS text), '{}')";

    private final Clock clock = Clock.systemUTC();
    private final LastSaid said;

    Outbox(LastSaid said) {
        this.said = said;
    }

    /**
     * Says facts about one image, in this order, when the transaction commits. Each gets the image's next sequence in its
     * topic.
     *
     * @param drafts facts of one topic; behind them may be the state that they led to, which has the last one's sequence
     */
    public Uni<Void> say(Tx tx, List<Draft> drafts) {
        return execute(rows(tx, SAY, drafts)).replaceWithVoid();
    }

    /**
     * Makes a change and says facts about it, in one statement that needs no transaction around it: both, or neither when
     * the change finds no row.
     *
     * @param drafts as for {@link #say(Tx, List)}
     * @return whether the change was made
     */
    public Uni<Boolean> say(Tx tx, Change change, List<Draft> drafts) {
        String sql = "WITH change AS (" + change.sql() + "), " + NEXT + " FROM change" + ROWS;
        Mutiny.MutationQuery statement = rows(tx, sql, drafts);
        change.parameters().forEach(statement::setParameter);
        return execute(statement).map(rows -> rows > 0);
    }

    private Uni<Integer> execute(Mutiny.MutationQuery statement) {
        return statement.executeUpdate().invoke(said::now);
    }

    private Mutiny.MutationQuery rows(Tx tx, String sql, List<Draft> drafts) {
        List<ProducerRecord<String, byte[]>> messages =
                drafts.stream().map(this::message).toList();
        long facts = drafts.stream()
                .filter(draft -> !(draft.event() instanceof ImageState))
                .count();
        return tx.session()
                .createNativeQuery(sql)
                .setParameter(
                        "topic",
                        facts == 0 ? Topics.CATALOG : messages.getFirst().topic())
                .setParameter("image", drafts.getFirst().imageId())
                .setParameter("facts", facts)
                .setParameter("topics", texts(messages, ProducerRecord::topic))
                .setParameter("headers", texts(messages, Outbox::headers))
                .setParameter("values", texts(messages, message -> new String(message.value(), UTF_8)));
    }

    /** Says one fact when the transaction commits. */
    public Uni<Void> say(Tx tx, Draft draft) {
        return say(tx, List.of(draft));
    }

    private ProducerRecord<String, byte[]> message(Draft draft) {
        Topics.Topic topic = Topics.of(draft.event());
        return EventCodec.write(
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
    }

    private static String headers(ProducerRecord<String, byte[]> message) {
        JsonObject headers = new JsonObject();
        message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers.encode();
    }

    private static <T> String[] texts(List<T> items, Function<T, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    /** Takes an image out of {@link Topics#IMAGE_STATE} when the transaction commits. */
    public Uni<Void> forget(Tx tx, UUID imageId) {
        return execute(tx.session()
                        .createNativeQuery(SAY_TOMBSTONE)
                        .setParameter(1, Topics.IMAGE_STATE)
                        .setParameter(2, imageId.toString()))
                .replaceWithVoid();
    }

    /** Passes a record on as it came, with headers that say why. */
    public Uni<Void> pass(Tx tx, String topic, String key, JsonObject headers, byte[] value) {
        return execute(tx.session()
                        .createNativeQuery(SAY_RAW)
                        .setParameter(1, topic)
                        .setParameter(2, key)
                        .setParameter(3, headers.encode())
                        .setParameter(4, value))
                .replaceWithVoid();
    }
}
