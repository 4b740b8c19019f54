/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {

    @TempDir
    Path home;

    @Test
    void open_again_knowsPeopleButNotTheirPasswords() throws Exception {
        Path file = home.resolve("users.json");
        Users first = Users.open(file);
        String password = first.password("demo").orElseThrow();

        Users second = Users.open(file);

        assertThat(second.password("demo")).isEmpty();
        assertThat(second.verify("demo", password)).isTrue();
        assertThat(second.verify("demo", password + "x")).isFalse();
        assertThat(second.project("demo")).isEqualTo(first.project("demo"));
        assertThat(Files.readString(file)).doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void services_everyStart_newPasswordSameId() {
        Path file = home.resolve("users.json");
        Users first = Users.open(file);
        Users second = Users.open(file);

        assertThat(second.password("catalog")).isPresent().isNotEqualTo(first.password("catalog"));
        assertThat(second.user("catalog").orElseThrow().id())
                .isEqualTo(first.user("catalog").orElseThrow().id());
    }

    @Test
    void renew_oldPasswordStopsWorking() {
        Path file = home.resolve("users.json");
        String former = Users.open(file).password("alt").orElseThrow();

        String fresh = Users.open(file).renew("alt");

        Users users = Users.open(file);
        assertThat(users.verify("alt", fresh)).isTrue();
        assertThat(users.verify("alt", former)).isFalse();
    }

    @Test
    void open_brokenFile_saysWhichOne() throws Exception {
        Path file = Files.writeString(home.resolve("users.json"), "{ \"users\": [ {\"password\": \"secret\"} ] }");

        assertThatThrownBy(() -> Users.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
