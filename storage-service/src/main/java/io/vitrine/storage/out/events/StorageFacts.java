/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.events;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.contract.StorageEvent;
import io.vitrine.kit.outbox.Draft;
import io.vitrine.kit.outbox.Outbox;
import io.vitrine.kit.tx.Tx;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Damage;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.Download;
import jakarta.enterprise.context.ApplicationScoped;

/** All that this service states. */
@ApplicationScoped
public class StorageFacts {

    private final Outbox outbox;

    StorageFacts(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The blob is complete, durable, and its image's data. */
    public Uni<Void> copyStored(Tx tx, Blob blob) {
        Digests digests = blob.digests();
        return say(
                tx,
                blob,
                new StorageEvent.CopyStored(
                        blob.store(),
                        blob.key(),
                        digests.size(),
                        digests.md5(),
                        digests.algorithm().imageApiName(),
                        digests.hash()));
    }

    /** The blob is complete, durable, and waits for its import. */
    public Uni<Void> stagedDataReceived(Tx tx, Blob blob) {
        Digests digests = blob.digests();
        return say(
                tx,
                blob,
                new StorageEvent.StagedDataReceived(
                        blob.store(),
                        blob.key(),
                        digests.size(),
                        digests.md5(),
                        digests.algorithm().imageApiName(),
                        digests.hash()));
    }

    /** The blob's bytes are gone, as they were to. */
    public Uni<Void> purged(Tx tx, Blob blob) {
        return dataPurged(tx, blob, blob.purgeReason());
    }

    /** The blob's bytes are gone because its upload could not be completed. */
    public Uni<Void> discarded(Tx tx, Blob blob) {
        return dataPurged(tx, blob, "upload_failed");
    }

    /** The blob's bytes are missing, or not what they were. */
    public Uni<Void> corrupted(Tx tx, Blob blob, Damage damage) {
        StorageEvent event = new StorageEvent.DataCorrupted(
                blob.store(),
                blob.key(),
                blob.digests().algorithm().imageApiName(),
                blob.digests().hash(),
                damage.found(),
                damage.reason());
        return outbox.say(tx, new Draft(blob.imageId(), blob.ownerProject(), Actor.service("storage"), null, event));
    }

    /** A caller was sent bytes. */
    public Uni<Void> downloaded(Tx tx, Download download, Actor actor, long bytesSent, boolean handedOver) {
        return outbox.say(
                tx,
                new Draft(
                        download.grant().imageId(),
                        download.grant().ownerProject(),
                        actor,
                        new StorageEvent.ImageDownloaded(
                                download.offset(),
                                download.length(),
                                bytesSent,
                                bytesSent == download.length(),
                                handedOver)));
    }

    private Uni<Void> dataPurged(Tx tx, Blob blob, String reason) {
        return say(
                tx,
                blob,
                new StorageEvent.DataPurged(
                        blob.store(), blob.key(), blob.digests().size(), reason));
    }

    private Uni<Void> say(Tx tx, Blob blob, StorageEvent event) {
        return outbox.say(tx, new Draft(blob.imageId(), blob.ownerProject(), blob.actor(), blob.causationId(), event));
    }
}
