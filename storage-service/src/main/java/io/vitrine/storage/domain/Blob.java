/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.Actor;
import io.vitrine.contract.command.Copy;
import java.util.UUID;

/**
 * One copy of an image's data, from the moment an upload begins until it is purged.
 *
 * @param key its key in the store
 * @param lease of the catalog, under which it is brought; an upload's and a staging's is its key too
 * @param imageId the image it is, or is to become, the data of
 * @param ownerProject project that owns the image
 * @param store name of the store
 * @param digests what its bytes are; null until all were received
 * @param actor who uploaded it, or who deleted its image
 * @param causationId id of the event that had it purged; null before, and where no event did
 * @param purgeReason why it is to be purged: image_deleted, copy_removed, staging_ended or not_in_catalog; null before
 */
public record Blob(
        UUID key,
        UUID lease,
        UUID imageId,
        String ownerProject,
        String store,
        Digests digests,
        Actor actor,
        String causationId,
        String purgeReason) {

    /** One that is about to be written. */
    public static Blob begun(UUID key, UUID lease, UUID imageId, String ownerProject, String store, Actor actor) {
        return new Blob(key, lease, imageId, ownerProject, store, null, actor, null, null);
    }

    /** It, as the catalog names it. */
    public Copy copy() {
        return new Copy(store, key);
    }

    /** Whether it is one of the copies that an import makes, or a resumable upload, each attempt one of its own. */
    public boolean imported() {
        return !key.equals(lease);
    }

    /** Where a copy is in its life. */
    public enum State {
        /** An upload or import is filling it, or died over it. */
        WRITING,
        /** Complete, and waiting for the import that was announced for it. */
        STAGED,
        /** Complete and known to the catalog as the image's data. */
        STORED,
        /** Stored once, and found missing or changed since. Never read, until it is whole again. */
        CORRUPT,
        /** No longer wanted; the bytes go as soon as they can. */
        PURGING
    }
}
