/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.peer;

/** Why another service did not do what it was asked for. The message is for the person who asked. */
public abstract sealed class PeerError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PeerError(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    /** It refused, with a status below 500. */
    public static final class Refused extends PeerError {
        private static final long serialVersionUID = 1L;
        private final int status;

        public Refused(int status, String message) {
            super(message, null);
            this.status = status;
        }

        /** HTTP status of its answer. */
        public int status() {
            return status;
        }
    }

    /** It cannot be asked just now, or cannot answer. */
    public static final class Unavailable extends PeerError {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
