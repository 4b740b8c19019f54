/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.vitrine.audit.AuditTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table itself holds on to what it has, whoever asks. */
@AuditTest
class AppendOnlyIT {

    @Inject
    AgroalDataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"update audit_event set data = '{}'", "delete from audit_event", "truncate audit_event"})
    void change_ofTheTrail_isRefused(String change) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("append-only");
        }
    }
}
