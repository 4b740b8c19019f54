/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/lib/launch.sh, as far as it goes without a build. */
class LaunchTest {

    private static final Path SCRIPT = Path.of("../lib/launch.sh").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void findHome_folderThatIsMissing_isMade() throws Exception {
        Path home = folder.resolve("a b/c");

        assertThat(run(home, "find_home; echo \"$home\"")).isEqualTo(home + "\n");
        assertThat(home.resolve("log")).isDirectory();
    }

    @Test
    void findHome_folderThatCannotBe_isToldInOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run(file.resolve("home"), "find_home"))
                .isEqualTo(
                        "Cannot write to " + file + "/home (Not a directory); VITRINE_HOME can name another folder.\n");
    }

    @Test
    void running_isWhoCarriesTheMarkOfThisHome() throws Exception {
        String start = "find_home; bash -c 'kill -STOP $$; :' launcher -Dvitrine.pidfile=\"$home/run/%s\" & "
                + "echo $! >\"$home/run/vitrine.pid\"; running && echo runs || echo stands; kill -KILL $!";

        assertThat(run(folder.resolve("a b"), start.formatted("vitrine.pid"))).isEqualTo("runs\n");
        assertThat(run(folder.resolve("other"), start.formatted("catalog.pid"))).isEqualTo("stands\n");
        assertThat(run(folder.resolve("new"), "find_home; running && echo runs || echo stands"))
                .isEqualTo("stands\n");
    }

    @Test
    void requireRoom_diskThatIsFull_isToldInOneLine() throws Exception {
        assertThat(run(folder, "find_home; LEAST_FREE_MIB=1 require_room && echo enough"))
                .isEqualTo("enough\n");
        assertThat(run(folder, "find_home; LEAST_FREE_MIB=999999999999 require_room"))
                .matches("The disk is full: \\Q" + folder + "\\E has \\d+ MiB left, Vitrine needs 999999999999 MiB; "
                        + "VITRINE_HOME can name another folder\\.\n");
    }

    @Test
    void lockBuild_whileAnotherBuilds_isToldInOneLine() throws Exception {
        String another = "tree=$VITRINE_HOME; lock_build; (lock_build); unlock_build; (lock_build && echo free)";

        assertThat(run(folder, another))
                .isEqualTo("Another deploy/up is building " + folder
                        + " just now; run this again when it is done.\nfree\n");
    }

    @Test
    void build_thatFillsTheDisk_isToldInOneLine() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path maven = Files.writeString(
                bin.resolve("mvn"),
                "#!/bin/sh\necho '[ERROR] cannot write x: No space left on device'; echo '[ERROR] more'; exit 1\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();

        String build = "set -o pipefail; tree=$VITRINE_HOME; PATH=" + bin + ":$PATH; find_home; build audit-service";
        assertThat(run(folder, build))
                .startsWith("Building audit-service")
                .contains("\nThe disk is full: the build found no room left for " + folder)
                .doesNotContain("ERROR");
    }

    private static String run(Path home, String script) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", "source " + SCRIPT + "; " + script);
        bash.redirectErrorStream(true).environment().put("VITRINE_HOME", home.toString());
        bash.environment().put("LC_ALL", "C");
        return new String(bash.start().getInputStream().readAllBytes(), UTF_8);
    }
}
