/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

/** Why there is no export. The message is for the person who asked, and says what to do where that is not plain. */
public abstract sealed class ExportError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ExportError(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    /** The request makes no sense in itself, or not for this image. */
    public static final class Invalid extends ExportError {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) {
            super(message, null);
        }
    }

    /** There is no such export for this caller. */
    public static final class NotFound extends ExportError {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message, null);
        }
    }

    /** The caller may see it, and not do this to it. */
    public static final class Forbidden extends ExportError {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(message, null);
        }
    }

    /** What is asked for does not go with the state that something is in. */
    public static final class Conflict extends ExportError {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message, null);
        }
    }

    /** The result was there, and is there no more. */
    public static final class Gone extends ExportError {
        private static final long serialVersionUID = 1L;

        public Gone(String message) {
            super(message, null);
        }
    }

    /** An Idempotency-Key came with another request than before. */
    public static final class KeyReused extends ExportError {
        private static final long serialVersionUID = 1L;

        public KeyReused() {
            super("This Idempotency-Key was used for another export; take a new one.", null);
        }
    }

    /** The project has as many exports waiting as it may. */
    public static final class TooMany extends ExportError {
        private static final long serialVersionUID = 1L;

        public TooMany(int most) {
            super("Your project has " + most + " exports under way, and may not have more; wait or cancel some.", null);
        }
    }

    /** The image cannot be exported like this, now or later. */
    public static final class Impossible extends ExportError {
        private static final long serialVersionUID = 1L;

        public Impossible(String message) {
            super(message, null);
        }
    }

    /** The export is not this worker's any more: cancelled, or taken by another. */
    public static final class LeaseLost extends ExportError {
        private static final long serialVersionUID = 1L;

        public LeaseLost() {
            super("The export was cancelled, or another worker has taken it.", null);
        }
    }

    /** Something this service needs does not work now; asking again later may help. */
    public static final class Unavailable extends ExportError {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
