/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of the tasks that somebody asks for. Those that are alike in what they are sorted by come in the order in which they
 * were made.
 *
 * @param status which tasks; empty for all
 * @param type which tasks, those of an unknown type are none; empty for all
 * @param limit tasks at most; 0 asks for none
 * @param marker the page begins after this task
 */
public record TaskQuery(
        Optional<Task.Status> status,
        Optional<String> type,
        SortKey sort,
        boolean ascending,
        int limit,
        Optional<UUID> marker) {

    /** What tasks can be sorted by. */
    public enum SortKey {
        CREATED_AT,
        UPDATED_AT,
        STATUS,
        TYPE,
        ID
    }

    /** Reads decoded parameters, of which the last of a name counts. */
    public static TaskQuery parse(Map<String, String> parameters) {
        return new TaskQuery(
                Optional.ofNullable(parameters.get("status")).map(TaskQuery::status),
                Optional.ofNullable(parameters.get("type")).map(name -> Text.line("The type", name)),
                sortKey(parameters.getOrDefault("sort_key", "created_at")),
                ImageOrderParser.isAscending(parameters.getOrDefault("sort_dir", "desc")),
                ImageQueryParser.limit(Optional.ofNullable(parameters.get("limit"))),
                Optional.ofNullable(parameters.get("marker")).map(TaskQuery::marker));
    }

    private static SortKey sortKey(String name) {
        for (SortKey candidate : SortKey.values()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(name)) {
                return candidate;
            }
        }
        throw new CatalogError.Invalid("Invalid sort key: " + name
                + ". Tasks are sorted by one of created_at, updated_at, status, type and id.");
    }

    private static Task.Status status(String name) {
        for (Task.Status candidate : Task.Status.values()) {
            if (candidate.wireName().equals(name)) {
                return candidate;
            }
        }
        throw new CatalogError.Invalid(
                "Invalid status value: " + name + ". It is one of pending, processing, success and failure.");
    }

    private static UUID marker(String text) {
        return ImageId.parse(text)
                .orElseThrow(() -> new CatalogError.Invalid("Invalid marker: there is no task " + text + "."));
    }
}
