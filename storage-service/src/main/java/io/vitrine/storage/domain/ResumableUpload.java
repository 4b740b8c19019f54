/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.Actor;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.kit.peer.Requester;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An upload that comes in parts.
 *
 * @param id in its address
 * @param lease under which the image's data is brought
 * @param store name of the store for the pieces and then the data
 * @param actor who began it, and may go on
 * @param metadata as it came
 * @param announced what was said of the whole, with its length once that is known
 * @param received bytes that are here for good
 * @param failure why it came to nothing; null unless it failed
 * @param turn whose turn it is: another one each time somebody begins to work on it
 * @param expiresAt when it is given up, or forgotten once it has ended
 */
public record ResumableUpload(
        UUID id,
        UploadLease lease,
        String store,
        Actor actor,
        String metadata,
        Announcement announced,
        long received,
        State state,
        Failure failure,
        int turn,
        Instant expiresAt) {

    /** Where it stands. */
    public enum State {
        /** More bytes may come. */
        RECEIVING,
        /** All bytes are here, and are made the image's data. */
        COMPLETING,
        /** The image is active. */
        DONE,
        /** It came to nothing. */
        FAILED
    }

    /**
     * Why an upload came to nothing.
     *
     * @param status HTTP status of a plain upload that fails so
     */
    public record Failure(int status, String reason) {

        /** The user's or the operator's will. */
        public static Failure gone(String reason) {
            return new Failure(410, reason);
        }

        /** What went wrong with it. */
        public static Failure of(StorageError error) {
            return new Failure(
                    switch (error) {
                        case StorageError.Refused refused -> refused.status();
                        case StorageError.WrongContent wrong -> 415;
                        case StorageError.TooLarge tooLarge -> 413;
                        case StorageError.LeaseLost lost -> 410;
                        default -> 400;
                    },
                    error.getMessage());
        }

        /** The same, to be answered. */
        public StorageError error() {
            return new StorageError.Refused(status, reason);
        }
    }

    /** Whether all bytes are here. */
    public boolean isWhole() {
        return announced.size() != null && announced.size() == received;
    }

    /** Whether this is who began it. */
    public boolean isOf(Requester user) {
        return Objects.equals(actor.user(), user.caller().userId())
                && Objects.equals(actor.project(), user.caller().projectId());
    }

    /** Bytes that may still come. */
    public long room() {
        return (announced.size() == null ? lease.imageSizeCap() : announced.size()) - received;
    }

    /** With more bytes here. */
    public ResumableUpload withReceived(long bytes) {
        return new ResumableUpload(
                id, lease, store, actor, metadata, announced, bytes, state, failure, turn, expiresAt);
    }

    /**
     * With the length that was left open.
     *
     * @throws StorageError for another length than it has, fewer bytes than are here, or more than an image may have
     */
    public ResumableUpload withLength(long length) {
        if (announced.size() != null && announced.size() != length) {
            throw new StorageError.Invalid(
                    "Upload-Length is " + length + ", but the upload was begun with " + announced.size() + " bytes.");
        }
        if (length < received) {
            throw new StorageError.Invalid(
                    "Upload-Length is " + length + ", but " + received + " bytes are here already.");
        }
        if (length > lease.imageSizeCap()) {
            throw StorageError.TooLarge.overCap(lease.imageSizeCap());
        }
        Announcement whole = new Announcement(length, announced.digests());
        return new ResumableUpload(id, lease, store, actor, metadata, whole, received, state, failure, turn, expiresAt);
    }
}
