/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.local.identity.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenrcTest {

    private static final String URL = "http://127.0.0.1:9292/identity/v3";

    @TempDir
    Path folder;

    @Test
    void write_firstStart_everybodyCanLogIn() throws IOException {
        Home home = new Home(folder);
        Users users = Users.open(home.users());

        new Openrc(home, URL).writeAll(users);

        Path demo = home.openrc("demo");
        assertThat(Files.readString(demo))
                .contains("export OS_AUTH_URL='" + URL + "'\n")
                .contains("export OS_USERNAME='demo'\n")
                .contains("export OS_PROJECT_NAME='demo'\n")
                .contains("export OS_PASSWORD='" + users.password("demo").orElseThrow() + "'\n");
        assertThat(Files.readString(home.openrc("reader"))).contains("export OS_PROJECT_NAME='demo'\n");
        assertThat(home.openrc("admin")).exists();
        assertThat(home.openrc("alt")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(demo)))
                .isEqualTo("rw-------");
    }

    @Test
    void write_laterStart_keepsPasswordsAndTakesTheNewAddress() throws IOException {
        Home home = new Home(folder);
        new Openrc(home, URL).writeAll(Users.open(home.users()));
        String before = Files.readString(home.openrc("demo"));
        String moved = URL.replace("9292", "9500");

        new Openrc(home, moved).writeAll(Users.open(home.users()));

        assertThat(Files.readString(home.openrc("demo"))).isEqualTo(before.replace(URL, moved));
    }

    @Test
    void write_lostFile_givesANewPassword() throws IOException {
        Home home = new Home(folder);
        new Openrc(home, URL).writeAll(Users.open(home.users()));
        String before = Files.readString(home.openrc("demo"));
        Files.delete(home.openrc("demo"));

        Users users = Users.open(home.users());
        new Openrc(home, URL).writeAll(users);

        assertThat(Files.readString(home.openrc("demo"))).isNotEqualTo(before);
        assertThat(users.password("demo")).isPresent();
        assertThat(users.password("alt")).isEmpty();
    }
}
