/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextPageTest {

    @Test
    void link_keepsTheFiltersAsTheyWereWritten() {
        URI page = URI.create("http://host:1/ext/v1/audit/events?actor=a%26b&marker=90&limit=2");
        assertThat(NextPage.link(page, Optional.of("42")))
                .isEqualTo("/ext/v1/audit/events?actor=a%26b&limit=2&marker=42");
    }

    @Test
    void link_withoutParameters_hasOnlyTheMarker() {
        assertThat(NextPage.link(URI.create("http://host/ext/v1/audit/gaps"), Optional.of("7")))
                .isEqualTo("/ext/v1/audit/gaps?marker=7");
    }

    @Test
    void link_lastPage_isNone() {
        assertThat(NextPage.link(URI.create("http://host/x"), Optional.empty())).isNull();
    }
}
