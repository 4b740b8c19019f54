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

    private static String run(Path home, String script) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", "source " + SCRIPT + "; " + script);
        bash.redirectErrorStream(true).environment().put("VITRINE_HOME", home.toString());
        bash.environment().put("LC_ALL", "C");
        return new String(bash.start().getInputStream().readAllBytes(), UTF_8);
    }
}
