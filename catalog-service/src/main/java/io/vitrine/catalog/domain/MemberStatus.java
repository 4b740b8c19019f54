/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Locale;
import java.util.Optional;

/** A project's answer to an image shared with it. It decides about lists only: the image can be read by its id in each case. */
public enum MemberStatus {
    /** Not answered yet: in no list unless asked for. */
    PENDING,
    /** The image is in the project's lists. */
    ACCEPTED,
    /** The project does not want to see it. */
    REJECTED;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name, exactly as written there; empty for anything else. */
    public static Optional<MemberStatus> of(String wireName) {
        for (MemberStatus candidate : values()) {
            if (candidate.wireName().equals(wireName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
