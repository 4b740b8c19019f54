/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Locale;
import java.util.Optional;

/** How an image's data can be imported. */
public enum ImportMethod {
    /** From what a user staged before. */
    GLANCE_DIRECT,
    /** From a web server. */
    WEB_DOWNLOAD,
    /** From the image's own data, to further stores. */
    COPY_IMAGE,
    /** From an image of another region. */
    GLANCE_DOWNLOAD;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a wire name, exactly as written there; empty for anything else. */
    public static Optional<ImportMethod> of(String wireName) {
        for (ImportMethod candidate : values()) {
            if (candidate.wireName().equals(wireName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
