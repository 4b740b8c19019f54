/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OS_* variables of an openrc file, read without a shell. */
record OpenRc(Path file, Map<String, String> variables) {

    private static final Pattern EXPORT = Pattern.compile("\\s*(?:export\\s+)?(OS_[A-Z_0-9]+)=(.*?)\\s*");

    static OpenRc read(Path file) {
        Map<String, String> variables = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = EXPORT.matcher(line);
                if (matcher.matches()) {
                    variables.put(matcher.group(1), unquoted(matcher.group(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no openrc file to log in with", e);
        }
        return new OpenRc(file, Map.copyOf(variables));
    }

    String get(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException(file + " does not set " + name);
        }
        return value;
    }

    String get(String name, String otherwise) {
        return variables.getOrDefault(name, otherwise);
    }

    private static String unquoted(String value) {
        boolean quoted = value.matches("'.*'|\".*\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
