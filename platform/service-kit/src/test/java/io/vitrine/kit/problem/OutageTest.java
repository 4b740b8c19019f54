/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void connection_refused_isAnOutage_howeverDeepItLies() {
        assertThat(Outage.causes(new CompletionException(new IllegalStateException(new ConnectException("refused")))))
                .isTrue();
    }

    @Test
    void database_shuttingDown_isAnOutage() {
        assertThat(Outage.causes(new PgException("terminating connection", "FATAL", "57P01", null)))
                .isTrue();
    }

    @Test
    void statement_wrong_isAFaultOfOurs() {
        assertThat(Outage.causes(new PgException("syntax error", "ERROR", "42601", null)))
                .isFalse();
        assertThat(Outage.causes(new IllegalStateException("bug"))).isFalse();
    }
}
