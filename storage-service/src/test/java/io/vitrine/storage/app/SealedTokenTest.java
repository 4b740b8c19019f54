/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SealedTokenTest {

    @Test
    void token_isOpenedWithItsKeyOnly() {
        SealedToken sealed = SealedToken.of("gAAAA-secret");
        SealedToken other = SealedToken.of("gAAAA-secret");

        assertThat(new SealedToken(sealed.text(), sealed.key()).open()).isEqualTo("gAAAA-secret");
        assertThat(sealed.text()).doesNotContain("secret");
        assertThat(sealed.toString()).doesNotContain(sealed.key());
        assertThatThrownBy(() -> new SealedToken(sealed.text(), other.key()).open())
                .isInstanceOf(IllegalStateException.class);
    }
}
