/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder that holds everything of one Vitrine: its data, its settings, its logs and who may log in. */
record Home(Path root) {

    private static final long LONG_LOG_BYTES = 20L << 20;

    Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The one that {@code VITRINE_HOME} names, {@code .vitrine} unless it is set. */
    static Home current() {
        String given = System.getenv("VITRINE_HOME");
        return new Home(Path.of(System.getProperty("vitrine.home", given == null ? ".vitrine" : given)));
    }

    /** The user's settings. */
    Path settings() {
        return root.resolve("application.properties");
    }

    Path openrc(String user) {
        return root.resolve(user + "-openrc");
    }

    Path users() {
        return root.resolve("users.json");
    }

    /** Images while they are converted. */
    Path scratch() {
        return root.resolve("scratch");
    }

    Path images() {
        return root.resolve("images");
    }

    Path postgres() {
        return root.resolve("postgres").resolve("data");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path s3() {
        return root.resolve("s3");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    private Path logs() {
        return root.resolve("log");
    }

    /** What matters only while it runs. */
    Path run(String name) {
        return root.resolve("run").resolve(name);
    }

    Path pidFile(String name) {
        return run(name + ".pid");
    }

    /** There while everything is up. */
    Path ready() {
        return run("ready");
    }

    /** The process id of the launcher that runs on it. */
    Path launcher() {
        return pidFile("vitrine");
    }

    /** Makes the folder, and begins logs anew that have grown long. */
    void prepare() {
        try {
            Files.createDirectories(run(""));
            Files.createDirectories(logs());
            setLongLogsAside();
        } catch (IOException e) {
            throw new StartFailure(
                    "Cannot write to " + root + " (" + e.getMessage() + "); VITRINE_HOME can name another folder.",
                    null,
                    e);
        }
    }

    private void setLongLogsAside() throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(logs(), "*.log")) {
            for (Path log : logs) {
                if (Files.size(log) > LONG_LOG_BYTES) {
                    Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
