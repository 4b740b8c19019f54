/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.kit.identity.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewTest {

    @Test
    void of_admin_isEverything() {
        assertThat(View.of(caller("p", "admin", "reader"))).contains(new View.Everything());
    }

    @Test
    void of_reader_isTheProject() {
        assertThat(View.of(caller("p", "reader"))).contains(new View.OfProject("p"));
    }

    @Test
    void of_unscopedToken_isNothing() {
        assertThat(View.of(caller(null))).isEmpty();
    }

    @Test
    void of_otherRole_isNothing() {
        assertThat(View.of(caller("p", "service"))).isEmpty();
    }

    private static Caller caller(String project, String... roles) {
        return new Caller("user", project, Set.of(roles), "req-1", "127.0.0.1");
    }
}
