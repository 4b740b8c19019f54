/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.Actor;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** What users read about the bringing of an image's data, also when it has ended. */
public sealed interface Task permits ImportTask, FailedUpload {

    /** Also the id of the lease under which the work is done. */
    UUID id();

    /** The image that the data is for. */
    UUID imageId();

    /** What the task does. */
    Type type();

    /** Who asked for it. */
    Actor actor();

    /** Where it stands. */
    Status status();

    /** How far it is, or why it failed; empty at first. */
    String message();

    /** When it was first known. */
    Instant createdAt();

    /** When it last changed. */
    Instant updatedAt();

    /** When it is forgotten; null until it has ended. */
    Instant expiresAt();

    /** What a task does. */
    enum Type {
        /** An import, as clients know it from Glance. */
        API_IMAGE_IMPORT,
        /** An upload. */
        IMAGE_UPLOAD,
        /** A staging, or the wait of staged data for its import. */
        IMAGE_STAGING;

        /** The name on the wire and in the database. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a wire name. */
        public static Type of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** Where a task stands. */
    enum Status {
        /** Nobody has reported work on it. */
        PENDING,
        /** Somebody works on it. */
        PROCESSING,
        /** Done. */
        SUCCESS,
        /** Ended without the data. */
        FAILURE;

        /** The name on the wire and in the database. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a wire name. */
        public static Status of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
