/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.StorageError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"method\": {\"name\": \"nonsense\"}}",
                "{\"method\": {\"name\": \"glance-download\"}}",
            })
    void method_unknownOrOff_isRefusedWithThoseThatAreOn(String body) {
        assertThatThrownBy(() -> ImportBody.read(body, null, List.of("glance-direct", "copy-image")))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageEndingWith(" glance-direct, copy-image.");
    }
}
