/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The service's own tables, for what would take days or crashes otherwise. */
@ApplicationScoped
public class Database {

    private final DataSource database;

    Database(DataSource database) {
        this.database = database;
    }

    /** Runs a statement; the first value of what it gives, as text, or null where it gives nothing. */
    public String run(String statement) {
        try (Connection connection = database.getConnection();
                Statement run = connection.createStatement()) {
            if (!run.execute(statement) || !run.getResultSet().next()) {
                return null;
            }
            return run.getResultSet().getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
