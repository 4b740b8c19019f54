/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import org.hibernate.exception.JDBCConnectionException;

/** Tells an error that passes by itself, because the database is away, from one that is a fault of ours. */
public final class Outage {

    // SQLSTATE 57P01 to 57P03: shut down by an operator, crashed, not up yet. 53300: no connection is left.
    private static final String ENDING_OR_STARTING = "57P";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private Outage() {}

    /** Whether the database's absence is behind {@code error}. */
    public static boolean causes(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean away = switch (cause) {
                case JsonProcessingException json -> false;
                case IOException io -> true;
                case ClosedConnectionException closed -> true;
                case JDBCConnectionException connection -> true;
                case PgException pg ->
                    pg.getSqlState() != null
                            && (pg.getSqlState().startsWith(ENDING_OR_STARTING)
                                    || pg.getSqlState().equals(TOO_MANY_CONNECTIONS));
                default -> false;
            };
            if (away) {
                return true;
            }
        }
        return false;
    }
}
