/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.Optional;

/** Why an image's bytes cannot be taken or given. The message is for the person who asked, and says what to do where that is not plain. */
public abstract sealed class StorageError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StorageError(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    /** The request makes no sense in itself, or does not fit the body that came with it. */
    public static final class Invalid extends StorageError {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) {
            super(message, null);
        }
    }

    /** The range asked for cannot be read, or has no byte in the image. */
    public static final class RangeNotSatisfiable extends StorageError {
        private static final long serialVersionUID = 1L;
        private final long size;

        public RangeNotSatisfiable(String header, long size) {
            super("The range '" + header + "' has no byte of this image, which has " + size + " bytes.", null);
            this.size = size;
        }

        /** Bytes the image has. */
        public long size() {
            return size;
        }
    }

    /** The caller insists on other data than the image has. */
    public static final class PreconditionFailed extends StorageError {
        private static final long serialVersionUID = 1L;

        /** {@code tag} is the data's; empty while there is none. */
        public PreconditionFailed(Optional<EntityTag> tag) {
            super(
                    tag.map(it -> "The image's data is other than If-Match asks for: its tag is " + it.text() + ".")
                            .orElse("The image has no data yet, so none that If-Match could ask for."),
                    null);
        }
    }

    /** More bytes than an image may have, or than the store has room for. */
    public static final class TooLarge extends StorageError {
        private static final long serialVersionUID = 1L;

        private TooLarge(String message) {
            super(message, null);
        }

        /** The operator's limit on one image. */
        public static TooLarge overCap(long cap) {
            return new TooLarge("The image is larger than the " + cap + " bytes an image may have here.");
        }

        /** The store's limit. */
        public static TooLarge storeFull(String store) {
            return new TooLarge("The store '" + store + "' has no room left for this image. Nothing was kept of it;"
                    + " upload again once there is room.");
        }

        /** The limit on a conversion's result, or of the place where it is made; {@code reason} says which. */
        public static TooLarge toConvert(String reason) {
            return new TooLarge(reason);
        }

        /** The limit of a store that keeps an image in a number of parts. */
        public static TooLarge overParts(String store, long most) {
            return new TooLarge("The store '" + store + "' takes at most " + most
                    + " bytes of an image like this; say its size with x-openstack-image-size, or use another store.");
        }
    }

    /** The content is unsafe, or is not what the image's record says it is. */
    public static final class WrongContent extends StorageError {
        private static final long serialVersionUID = 1L;

        public WrongContent(String reason) {
            super(reason, null);
        }
    }

    /** The content is not what was signed, or the signature cannot be verified. */
    public static final class BadSignature extends StorageError {
        private static final long serialVersionUID = 1L;

        public BadSignature(String reason) {
            super(reason, null);
        }
    }

    /** A refusal that is known by its HTTP status; the catalog's is passed on as it came. */
    public static final class Refused extends StorageError {
        private static final long serialVersionUID = 1L;
        private final int status;

        public Refused(int status, String message) {
            super(message, null);
            this.status = status;
        }

        /** HTTP status to answer with. */
        public int status() {
            return status;
        }
    }

    /** The right to fill the image ended during the upload. */
    public static final class LeaseLost extends StorageError {
        private static final long serialVersionUID = 1L;

        public LeaseLost(String message) {
            super(message, null);
        }
    }

    /** The sender vanished, or sent nothing for too long. Nobody is left to read the message but the image's owner. */
    public static final class BodyBroken extends StorageError {
        private static final long serialVersionUID = 1L;

        public BodyBroken(String message) {
            super(message, null);
        }
    }

    /** Something this service needs does not work now; asking again later may help. */
    public static final class Unavailable extends StorageError {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
