/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;

/** The leases of uploads, stagings and imports, as the database keeps them. */
record Leases(DataSource database) {

    /** As if the image's lease had not been renewed in time. */
    void expire(UUID image) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE image SET upload_expires_at = now() - interval '1 second' WHERE id = ?")) {
            update.setObject(1, image);
            update.executeUpdate();
        }
    }

    /** For how long the image's lease still lasts. */
    Duration left(UUID image) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT upload_expires_at FROM image WHERE id = ?")) {
            query.setObject(1, image);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return Duration.between(
                        Instant.now(), rows.getObject(1, OffsetDateTime.class).toInstant());
            }
        }
    }
}
