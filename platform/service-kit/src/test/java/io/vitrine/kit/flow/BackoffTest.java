/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void backoff_doubles_upToItsLimit() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(backoff.after(1)).hasSeconds(1);
        assertThat(backoff.after(3)).hasSeconds(4);
        assertThat(backoff.after(1000)).hasSeconds(5);
    }
}
