/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.util.UUID;

/** What storage-service states about an image's bytes: topic {@link Topics#STORAGE}. */
public sealed interface StorageEvent extends VitrineEvent {

    /**
     * A complete copy of an image's data lies durably in a store.
     *
     * @param store name of the store
     * @param blob key of the copy in the store
     * @param size bytes
     * @param checksum MD5 in lower-case hex
     * @param osHashAlgo name of the second digest's algorithm
     * @param osHashValue the second digest in lower-case hex
     */
    record CopyStored(String store, UUID blob, long size, String checksum, String osHashAlgo, String osHashValue)
            implements StorageEvent {}

    /**
     * Data that a user brought for a later import lies durably in a store.
     *
     * @param store name of the store
     * @param blob key of the data in the store
     * @param size bytes
     * @param checksum MD5 in lower-case hex
     * @param osHashAlgo name of the second digest's algorithm
     * @param osHashValue the second digest in lower-case hex
     */
    record StagedDataReceived(
            String store, UUID blob, long size, String checksum, String osHashAlgo, String osHashValue)
            implements StorageEvent {}

    /**
     * A caller was sent an image's data, or a part of it.
     *
     * @param offset first byte asked for
     * @param length bytes asked for
     * @param bytesSent bytes that left; equals {@code length} when complete. When {@code handedOver}, the gateway sends
     *     them and this is what it was told to send
     * @param complete whether all that was asked for was sent
     * @param handedOver whether a gateway on the same host sends the file itself
     */
    record ImageDownloaded(long offset, long length, long bytesSent, boolean complete, boolean handedOver)
            implements StorageEvent {}

    /**
     * A copy was removed from its store.
     *
     * @param reason image_deleted, upload_failed, copy_removed, staging_ended or not_in_catalog
     */
    record DataPurged(String store, UUID blob, long size, String reason) implements StorageEvent {}

    /**
     * A stored copy was found missing or changed. It is not served any more; where another store has a whole one, it is
     * repaired from that, which {@link CatalogEvent.StoresChanged} says.
     *
     * @param store name of the store
     * @param blob key of the copy in the store
     * @param osHashAlgo name of the digest's algorithm
     * @param osHashValue what the digest should be, in lower-case hex
     * @param found what it is; null where nothing lies there
     * @param reason missing or different
     */
    record DataCorrupted(String store, UUID blob, String osHashAlgo, String osHashValue, String found, String reason)
            implements StorageEvent {}
}
