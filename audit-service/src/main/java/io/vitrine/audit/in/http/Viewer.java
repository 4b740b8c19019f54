/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import io.vitrine.audit.domain.View;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemException;

/** Refuses callers who may not look into the trail. */
final class Viewer {

    private Viewer() {}

    /** What the caller may see of the trail. */
    static View of(Caller caller) {
        return View.of(caller)
                .orElseThrow(() -> forbidden("The audit trail needs a token scoped to a project in which you have at"
                        + " least the role reader."));
    }

    static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw forbidden("Only an admin may see this.");
        }
    }

    private static ProblemException forbidden(String message) {
        return new ProblemException(Problem.of(403, message));
    }
}
