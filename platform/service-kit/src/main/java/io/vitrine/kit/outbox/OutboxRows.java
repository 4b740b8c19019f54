/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The relay's side of the outbox table, on one connection of its own. */
class OutboxRows implements AutoCloseable {

    private static final long LEADER = 0x564954_4f5554L; // any number, the same in every replica

    private final Connection connection;

    OutboxRows(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
    }

    /** Whether this replica may relay; the right ends with the connection. */
    boolean lead() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_try_advisory_lock(" + LEADER + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }

    /** The oldest rows, in order. */
    List<Row> next(int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, topic, key, headers, value, recorded_at FROM outbox ORDER BY id LIMIT ?")) {
            select.setInt(1, limit);
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
    }

    /** Gives the lead back: the connection goes to a pool, where its session lives on. */
    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    void delete(List<Row> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Row::id).toArray()));
            delete.executeUpdate();
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(result.getString("topic"), result.getString("key"), result.getBytes("value"));
        new JsonObject(result.getString("headers"))
                .forEach(header -> message.headers()
                        .add(header.getKey(), header.getValue().toString().getBytes(UTF_8)));
        return new Row(
                result.getLong("id"),
                message,
                result.getTimestamp("recorded_at").toInstant());
    }

    record Row(long id, ProducerRecord<String, byte[]> message, Instant recordedAt) {}
}
