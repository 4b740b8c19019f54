/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.MinioAsyncClient;
import io.vitrine.storage.domain.StorageError;

/**
 * How a store uses its bucket.
 *
 * @param channels to the server that the client talks to, for bytes that are only passed on
 * @param prefix what the names of its objects begin with; empty, or ends with a slash
 * @param createBucket whether to make the bucket when it is missing
 * @param partSize bytes of a part
 * @param parallelParts most parts on their way at once
 * @param memory most bytes of parts in memory at once, of all objects together
 * @param attempts most calls for one thing, when calls fail for passing reasons
 * @param crc whether parts carry a CRC-32C instead of an MD5
 */
record S3Options(
        MinioAsyncClient client,
        S3Channels channels,
        String bucket,
        String prefix,
        boolean createBucket,
        int partSize,
        int parallelParts,
        int memory,
        int attempts,
        boolean crc) {

    /** S3's limit. */
    static final int MOST_PARTS = 10_000;

    // An object that is announced to be huge costs no more than others until it is.
    private static final int USUAL_PARTS = 1_000;

    /** Most objects written at once: each can have a part in memory. */
    int writers() {
        return memory / partSize;
    }

    /**
     * Refuses an object of so many bytes, 0 when not known, that no number of parts could take.
     *
     * @throws StorageError.TooLarge where an object cannot be so large
     */
    void requireFits(String store, long size) {
        long most = (long) USUAL_PARTS * partSize + (long) (MOST_PARTS - USUAL_PARTS) * memory;
        if (size > most) {
            throw StorageError.TooLarge.overParts(store, most);
        }
    }

    /**
     * Bytes of an object's next part: more than usual where the parts that are left would not take what is to come.
     *
     * @param number of the part, from 1 to {@link #MOST_PARTS}
     * @param sent bytes in the parts before it
     * @param size of the object; 0 when not known, so that as much again is planned for
     */
    int partSize(int number, long sent, long size) {
        if (number <= USUAL_PARTS) {
            return partSize;
        }
        long left = size > sent ? size - sent : sent;
        return Math.clamp(Math.ceilDiv(left, MOST_PARTS - number + 1), partSize, memory);
    }
}
