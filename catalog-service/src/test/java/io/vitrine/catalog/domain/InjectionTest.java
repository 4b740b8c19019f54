/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.contract.Actor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InjectionTest {

    private static final Actor MEMBER = new Actor("user", "own", List.of("member", "reader"), "req-1", "127.0.0.1");
    private static final Actor ADMIN = new Actor("user", "own", List.of("admin", "member"), "req-1", "127.0.0.1");

    @Test
    void properties_replaceTheImagesOwn_andLeaveOthers() {
        Injection injection = Injection.of(List.of(" origin = site a=b ", "trait:CUSTOM_X=required"), Set.of("Admin"));
        Image image = Samples.active("origin", "elsewhere", "os_distro", "debian");

        assertThat(injection.into(image, MEMBER, Samples.LATER).details().properties())
                .isEqualTo(Map.of("origin", "site a=b", "trait:CUSTOM_X", "required", "os_distro", "debian"));
        assertThat(injection.into(image, ADMIN, Samples.LATER)).isEqualTo(image);
    }

    @Test
    void nothing_isPut_whereNothingIsConfigured() {
        Image image = Samples.active();
        assertThat(Injection.of(List.of(), Set.of()).into(image, MEMBER, Samples.LATER))
                .isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource({
        "origin,              has to be name=value",
        "=site,               has to be name=value",
        "name=x,              is not a custom property",
        "status=active,       is not a custom property",
        "os_glance_x=y,       is not a custom property",
        "kernel_id=none,      must be null or a UUID",
        "origin=a\u0007b,      control character",
    })
    void setting_thatNoImageCanHave_isRefused(String setting, String reason) {
        assertThatThrownBy(() -> Injection.of(List.of(setting.translateEscapes()), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void name_thatIsThereTwice_isRefused() {
        assertThatThrownBy(() -> Injection.of(List.of("a=1", "a=2"), Set.of())).hasMessageContaining("twice");
    }
}
