/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.Optional;

/**
 * What a request for an image's data wants of it, in the headers of RFC 9110 (13 and 14); null where one is absent.
 *
 * @param headOnly whether it wants to hear about the data and not have it; then a range means nothing
 * @param ifMatch If-Match, all of them joined by commas
 * @param ifNoneMatch If-None-Match, all of them joined by commas
 * @param ifRange If-Range
 * @param range Range
 * @param contentRange Content-Range, which old clients send for a Range
 */
public record DownloadRequest(
        boolean headOnly, String ifMatch, String ifNoneMatch, String ifRange, String range, String contentRange) {

    /**
     * Whether the caller has the data already.
     *
     * @param tag the data's; empty while there is none
     * @throws StorageError.PreconditionFailed for other data than the caller insists on
     */
    public boolean has(Optional<EntityTag> tag) {
        if (ifMatch != null && tag.filter(it -> it.isIn(ifMatch)).isEmpty()) {
            throw new StorageError.PreconditionFailed(tag);
        }
        return ifNoneMatch != null
                && tag.filter(it -> it.isWeaklyIn(ifNoneMatch)).isPresent();
    }

    /**
     * The part that is wanted; empty for the whole, which is also what a caller gets whose part is of other data.
     *
     * @param size bytes of the data
     * @throws StorageError.Invalid for more than one range
     * @throws StorageError.RangeNotSatisfiable for a range that is unreadable or has no byte of the data
     */
    public Optional<ByteRange> part(EntityTag tag, long size) {
        if (headOnly || (ifRange != null && !tag.is(ifRange))) {
            return Optional.empty();
        }
        return ByteRange.requested(range, contentRange, size);
    }
}
