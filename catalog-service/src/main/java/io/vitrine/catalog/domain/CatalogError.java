/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.UUID;

/** Why the catalog refuses a request. The message is for the person who asked, and says what to do where that is not plain. */
public abstract sealed class CatalogError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CatalogError(String message) {
        super(message, null, false, false);
    }

    /** The request makes no sense in itself. */
    public static final class Invalid extends CatalogError {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) {
            super(message);
        }
    }

    /** The caller may see the thing, but not do this to it. */
    public static final class Forbidden extends CatalogError {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(message);
        }
    }

    /** There is no such thing, or the caller may not know of it. */
    public static final class NotFound extends CatalogError {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message);
        }

        /** No image of that id, as far as the caller may know. */
        public static NotFound image(Object id) {
            return new NotFound("No image found with ID " + id);
        }

        /** No such member, as far as the caller may know. */
        public static NotFound member(UUID imageId, String projectId) {
            return new NotFound(projectId + " not found in the member list of the image " + imageId + ".");
        }
    }

    /** The request contradicts the present state. */
    public static final class Conflict extends CatalogError {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }
    }

    /** The lease of an upload, staging or import has ended: the image was deleted, or the holder was silent for too long. */
    public static final class LeaseGone extends CatalogError {
        private static final long serialVersionUID = 1L;

        public LeaseGone(UUID lease) {
            super("The upload or import " + lease + " has ended: its image was deleted, or its lease expired.");
        }
    }

    /** More of something than the operator allows. */
    public static final class LimitExceeded extends CatalogError {
        private static final long serialVersionUID = 1L;

        public LimitExceeded(String what, long limit, long attempted) {
            super("Limit exceeded: at most " + limit + " " + what + " per image, " + attempted + " attempted.");
        }
    }

    /** More than the project may use. */
    public static final class QuotaExceeded extends CatalogError {
        private static final long serialVersionUID = 1L;

        public QuotaExceeded(String message) {
            super(message);
        }
    }

    /** The thing changed since the caller read it. */
    public static final class Changed extends CatalogError {
        private static final long serialVersionUID = 1L;

        public Changed(String message) {
            super(message);
        }
    }
}
