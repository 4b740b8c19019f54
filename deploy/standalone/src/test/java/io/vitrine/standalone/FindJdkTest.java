/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/lib/jdk.sh, with JDKs that are newer than any this machine can have. */
class FindJdkTest {

    private static final Path SCRIPT = Path.of("../lib/jdk.sh").toAbsolutePath();

    @TempDir
    Path home;

    @Test
    void newestWins_whereverItIs() throws Exception {
        Path ours = jdk("mine", "900.0.1");
        Path newest = jdk(".sdkman/candidates/java/901", "901");
        jdk(".sdkman/candidates/java/8", "1.8.0_402");

        assertThat(find("echo $JAVA_HOME", ours)).isEqualTo(newest + "\n");
    }

    @Test
    void javaHome_newest_isTaken() throws Exception {
        Path ours = jdk("mine", "902-ea");

        assertThat(find("echo $JAVA_HOME; command -v javac", ours)).isEqualTo(ours + "\n" + ours + "/bin/javac\n");
    }

    @Test
    void runtimeWithoutCompiler_isNoJdk() throws Exception {
        Path runtime = jdk("mine", "903");
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(find("echo $JAVA_HOME", runtime)).doesNotContain(runtime.toString());
    }

    @Test
    void none_saysWhatToInstall() throws Exception {
        String said = run("source " + SCRIPT + "; MINIMUM_JDK=1000; find_jdk || echo stopped", jdk("mine", "900"));

        assertThat(said)
                .startsWith("No JDK 1000 or newer was found")
                .contains("apt-get install")
                .endsWith("stopped\n");
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = Files.createDirectories(home.resolve(name));
        Files.createDirectories(jdk.resolve("bin"));
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private String find(String thenSay, Path javaHome) throws Exception {
        return run("source " + SCRIPT + "; find_jdk && " + thenSay, javaHome);
    }

    private String run(String script, Path javaHome) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        bash.environment().put("HOME", home.toString());
        bash.environment().put("JAVA_HOME", javaHome.toString());
        Process process = bash.start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
