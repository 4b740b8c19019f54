/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import io.vitrine.kit.identity.Caller;
import java.util.Optional;

/** The part of the trail that somebody may see. */
public sealed interface View {

    /** The whole trail: an administrator's view. */
    record Everything() implements View {}

    /** What happened to the project's images, whoever did it, and what the project's users did, whosever the image was. */
    record OfProject(String projectId) implements View {}

    /** What the caller may see; empty for a token that is not scoped to a project or has no reader's role in it. */
    static Optional<View> of(Caller caller) {
        if (caller.isAdmin()) {
            return Optional.of(new Everything());
        }
        return caller.projectId() != null && caller.hasRole("reader")
                ? Optional.of(new OfProject(caller.projectId()))
                : Optional.empty();
    }
}
