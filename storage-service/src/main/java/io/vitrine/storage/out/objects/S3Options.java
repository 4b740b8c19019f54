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
 * @param uploads most objects written at once
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
        int uploads,
        int attempts,
        boolean crc) {

    /** S3's limit. */
    static final int MOST_PARTS = 10_000;

    private static final long LARGEST_PART = 1L << 30;

    /**
     * Bytes of each part of an object: more than usual where it would have too many.
     *
     * @throws StorageError.TooLarge where an object cannot be so large
     */
    int partSize(String store, long expectedSize) {
        long needed = Math.ceilDiv(expectedSize, MOST_PARTS);
        if (needed > LARGEST_PART) {
            throw StorageError.TooLarge.overParts(store, LARGEST_PART * MOST_PARTS);
        }
        return (int) Math.max(partSize, needed);
    }
}
