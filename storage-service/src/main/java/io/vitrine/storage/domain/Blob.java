/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.Actor;
import java.util.UUID;

/**
 * One copy of an image's data, from the moment an upload begins until it is purged.
 *
 * @param key its key in the store, which is the id of the upload's lease
 * @param imageId the image it is, or is to become, the data of
 * @param ownerProject project that owns the image
 * @param store name of the store
 * @param digests what its bytes are; null until all were received
 * @param actor who uploaded it, or who deleted its image
 * @param causationId id of the event that had it purged; null before
 */
public record Blob(
        UUID key, UUID imageId, String ownerProject, String store, Digests digests, Actor actor, String causationId) {

    /** Where a copy is in its life. */
    public enum State {
        /** An upload is filling it, or died over it. */
        WRITING,
        /** Complete and known to the catalog as the image's data. */
        STORED,
        /** Its image was deleted; the bytes go as soon as they can. */
        PURGING
    }
}
