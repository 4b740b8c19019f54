/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.command.Copy;
import java.util.Locale;
import java.util.UUID;

/**
 * A difference between what a store has, what this service's records say and what the catalog says.
 *
 * @param imageId the image whose data it is about; null of an object that is nobody's
 * @param problem what differs
 * @param action what is done about it
 */
public record Discrepancy(UUID imageId, String store, UUID blob, Problem problem, Action action) {

    /** One about this copy of an image's data. */
    public static Discrepancy of(UUID imageId, Copy copy, Problem problem) {
        return new Discrepancy(imageId, copy.store(), copy.blob(), problem, problem.action);
    }

    /** What can differ. */
    public enum Problem {
        /** The catalog does not count the copy as one of the image's, or does not know the image: orphaned data. */
        NOT_IN_CATALOG(Action.PURGE),
        /** The store has no complete object for the copy: missing data. */
        NOT_IN_STORE(Action.CHECK),
        /** The object has another size than the copy. */
        OTHER_SIZE(Action.CHECK),
        /** The store does not answer, or is not configured, so that nothing can be told. */
        STORE_AWAY(Action.NONE),
        /** The catalog counts a copy that this service has no record of. */
        NOT_RECORDED(Action.NONE),
        /** The catalog counts a copy that there is neither a record nor an object of: missing data. */
        LOST(Action.NONE),
        /** Neither this service nor the catalog knows an object that the store has. */
        UNKNOWN(Action.REMOVE);

        private final Action action;

        Problem(Action action) {
            this.action = action;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is done. */
    public enum Action {
        /** Its bytes and its record go. */
        PURGE,
        /** Its bytes go. There is no record, and whose they were nobody can tell. */
        REMOVE,
        /** The sweep takes it next: reports it, and repairs it where another copy is whole. */
        CHECK,
        /** Nothing: it is for the operator to find out why. */
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
