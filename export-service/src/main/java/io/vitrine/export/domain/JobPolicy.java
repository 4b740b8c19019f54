/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import io.vitrine.kit.identity.Caller;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose an export is: its project's; admins see and may do everything. What a caller may not see does not exist for it.
 * Whether the image may be read is the catalog's to say, each time anew.
 */
public final class JobPolicy {

    private JobPolicy() {}

    /** Of whose exports the caller may read: its project's, or everybody's where empty. */
    public static Optional<String> view(Caller caller) {
        if (caller.isAdmin()) {
            return Optional.empty();
        }
        if (caller.projectId() == null || !caller.hasRole("reader")) {
            throw new ExportError.Forbidden(
                    "Exports need a token scoped to a project in which you have at least the role reader.");
        }
        return Optional.of(caller.projectId());
    }

    /** Refuses a caller who may not read about the export. */
    public static void requireVisible(Caller caller, ExportJob job) {
        if (view(caller)
                .filter(project -> !project.equals(job.requested().project()))
                .isPresent()) {
            throw notFound(job.id());
        }
    }

    /** Refuses a caller who may not ask for exports, cancel or remove them. */
    public static void requireWrite(Caller caller) {
        if (!caller.isAdmin() && !caller.hasRole("member")) {
            throw new ExportError.Forbidden("Exports are for who has the role member.");
        }
        if (caller.projectId() == null) {
            throw new ExportError.Forbidden("Exports need a token scoped to a project.");
        }
    }

    /** There is none of that id. */
    public static ExportError.NotFound notFound(UUID id) {
        return new ExportError.NotFound("There is no export " + id + ".");
    }
}
