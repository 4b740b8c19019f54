/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why Vitrine does not run: one line for the person at the terminal and, where one helps, the end of a log. */
final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int TAIL_LINES = 25;

    /** With this a service begins to say, last of all, which settings it cannot take. */
    private static final String SETTINGS_REFUSED = "Configuration validation failed:";

    private final transient Optional<Path> log;

    StartFailure(String message) {
        this(message, null, null);
    }

    StartFailure(String message, Path log, Throwable cause) {
        super(message, cause);
        this.log = Optional.ofNullable(log);
    }

    /** The line, followed by the end of the log. */
    String report() {
        StringBuilder report = new StringBuilder(getMessage());
        log.filter(Files::exists).ifPresent(file -> {
            report.append("\nThe end of ").append(file).append(":");
            tail(file).forEach(line -> report.append("\n    ").append(line));
        });
        return report.toString();
    }

    private static List<String> tail(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            List<String> last = all.subList(Math.max(0, all.size() - TAIL_LINES), all.size());
            return last.subList(Math.max(0, last.lastIndexOf(SETTINGS_REFUSED)), last.size());
        } catch (IOException e) {
            return List.of("(cannot be read: " + e.getMessage() + ")");
        }
    }
}
