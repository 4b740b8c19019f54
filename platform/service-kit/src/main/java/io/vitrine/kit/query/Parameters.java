/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.query;

import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** The query parameters of a request. Whatever cannot be understood is answered with 400 and what was expected. */
public final class Parameters {

    private static final int LONGEST = 255;
    private static final int LAST_YEAR = 9999;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The parameters of a call that takes those named {@code known}, each at most once. */
    public static Parameters of(Map<String, List<String>> values, Set<String> known) {
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw bad("Unknown parameter " + quoted(name) + "; known are " + String.join(", ", new TreeSet<>(known))
                        + ".");
            }
            if (given.size() > 1) {
                throw bad("The parameter " + name + " is given more than once.");
            }
        });
        return new Parameters(values);
    }

    /** Some text that could be a name. */
    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
                throw bad(name + " must have 1 to " + LONGEST + " characters and no control characters.");
            }
            return value;
        });
    }

    /** An id. */
    public Optional<UUID> id(String name) {
        return value(name).map(value -> {
            if (!ID.matcher(value).matches()) {
                throw bad(name + " must be a UUID, not " + quoted(value) + ".");
            }
            return UUID.fromString(value);
        });
    }

    /** A point in time. */
    public Optional<Instant> time(String name) {
        return value(name)
                .map(value -> instant(value)
                        .orElseThrow(() ->
                                bad(name + " must be an ISO 8601 time with its offset, such as 2026-11-23T06:30:00Z"
                                        + " (write a + as %2B), not " + quoted(value) + ".")));
    }

    /** A number that is not negative. */
    public OptionalLong number(String name) {
        Optional<String> value = value(name);
        return value.isPresent() ? OptionalLong.of(number(name, value.get())) : OptionalLong.empty();
    }

    /** How many items a page may have: what is asked for, but at most {@code most}. */
    public int limit(int usual, int most) {
        long limit = number("limit").orElse(usual);
        if (limit == 0) {
            throw bad("limit must be at least 1.");
        }
        return (int) Math.min(limit, most);
    }

    /** Yes or no. */
    public boolean flag(String name) {
        return value(name)
                .map(value -> {
                    if (!List.of("true", "false").contains(value)) {
                        throw bad(name + " must be true or false, not " + quoted(value) + ".");
                    }
                    return Boolean.parseBoolean(value);
                })
                .orElse(false);
    }

    /** A number that is not negative, given as {@code name} in some other place than the query. */
    public static long number(String name, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw bad(name + " must be a whole number that is not negative, not " + quoted(value) + ".");
        }
        return Long.parseLong(value);
    }

    private static Optional<Instant> instant(String value) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            boolean storable = time.getYear() >= 1 && time.getYear() <= LAST_YEAR;
            return storable ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    private static String quoted(String value) {
        return '"' + (value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value) + '"';
    }

    private static ProblemException bad(String message) {
        return new ProblemException(Problem.of(400, message));
    }
}
