/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of parked_event. */
@Entity
@Table(name = "parked_event")
class ParkedEvent {

    @Id
    long id;

    String consumer;
    String image;
    String topic;

    @Column(name = "kafka_partition")
    int partition;

    @Column(name = "kafka_offset")
    long offset;

    @JdbcTypeCode(SqlTypes.JSON)
    String headers;

    byte[] value;
    String reason;

    @Column(name = "parked_at")
    Instant parkedAt;

    ConsumerRecord<String, byte[]> message() {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(topic, partition, offset, image, value);
        new JsonObject(headers)
                .forEach(header -> message.headers()
                        .add(header.getKey(), header.getValue().toString().getBytes(UTF_8)));
        return message;
    }
}
