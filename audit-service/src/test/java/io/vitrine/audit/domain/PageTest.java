/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void of_moreThanTheLimit_endsThereAndNamesTheNext() {
        Page<Long> page = Page.of(List.of(9L, 8L, 7L), 2, Long::longValue);
        assertThat(page.items()).containsExactly(9L, 8L);
        assertThat(page.next()).hasValue(8);
    }

    @Test
    void of_justTheLimit_isTheLastPage() {
        Page<Long> page = Page.of(List.of(9L, 8L), 2, Long::longValue);
        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }
}
