/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of the tasks that somebody asks for, in the order in which they were made.
 *
 * @param status which tasks; empty for all
 * @param none whether no task can be meant, because of its type
 * @param limit tasks at most; 0 asks for none
 * @param marker the page begins after this task
 */
public record TaskQuery(
        Optional<ImportTask.Status> status, boolean none, boolean ascending, int limit, Optional<UUID> marker) {

    private static final String TYPE = "api_image_import";

    /** Reads decoded parameters, of which the last of a name counts. */
    public static TaskQuery parse(Map<String, String> parameters) {
        String key = parameters.getOrDefault("sort_key", "created_at");
        if (!key.equals("created_at")) {
            throw new CatalogError.Invalid("Invalid sort key: " + key + ". Tasks are sorted by created_at.");
        }
        return new TaskQuery(
                Optional.ofNullable(parameters.get("status")).map(TaskQuery::status),
                !parameters.getOrDefault("type", TYPE).equals(TYPE),
                ImageOrderParser.isAscending(parameters.getOrDefault("sort_dir", "desc")),
                ImageQueryParser.limit(Optional.ofNullable(parameters.get("limit"))),
                Optional.ofNullable(parameters.get("marker")).map(TaskQuery::marker));
    }

    private static ImportTask.Status status(String name) {
        for (ImportTask.Status candidate : ImportTask.Status.values()) {
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
