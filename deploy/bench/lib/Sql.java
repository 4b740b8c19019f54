/* SPDX-License-Identifier: Apache-2.0 */

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Runs statements in a database: {@code java Sql.java DATABASE STATEMENTS}. */
class Sql {

    public static void main(String[] arguments) throws Exception {
        try (Connection database = DriverManager.getConnection(arguments[0]);
                Statement statement = database.createStatement()) {
            statement.execute(arguments[1]);
        }
    }
}
