/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an image's bytes, as RFC 9110 (14.1.2) has clients ask for it. Only single ranges: the Image API refuses a
 * list of them. Unlike RFC 9110, and like the Image API, a range that cannot be read is refused instead of ignored.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive
 */
public record ByteRange(long first, long last) {

    private static final Pattern RANGE = Pattern.compile("(?i:bytes)\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");
    private static final Pattern CONTENT_RANGE = Pattern.compile("(?i:bytes)\\s+(\\d+)-(\\d+)/(?:\\*|\\d+)");
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * The range a request asks for; empty where it asks for the whole image.
     *
     * @param range the request's Range; null when absent
     * @param contentRange the request's Content-Range, which old clients send for a Range; null when absent
     * @param size bytes the image has
     * @throws StorageError.Invalid for more than one range
     * @throws StorageError.RangeNotSatisfiable for a range that is unreadable or has no byte of the image
     */
    public static Optional<ByteRange> requested(String range, String contentRange, long size) {
        if (range != null) {
            return Optional.of(ofRange(range, size));
        }
        return Optional.ofNullable(contentRange).map(header -> ofContentRange(header, size));
    }

    private static ByteRange ofRange(String header, long size) {
        if (header.contains(",")) {
            throw new StorageError.Invalid(
                    "Several ranges in one request are not supported: send one request for each.");
        }
        Matcher range = matched(RANGE, header, size);
        boolean suffix = range.group(1).isEmpty();
        boolean open = range.group(2).isEmpty();
        if (suffix && open) {
            throw new StorageError.RangeNotSatisfiable(header, size);
        }
        long end = open ? size - 1 : number(range.group(2));
        if (suffix) {
            return within(header, Math.max(0, size - end), size - 1, size);
        }
        return within(header, number(range.group(1)), end, size);
    }

    private static ByteRange ofContentRange(String header, long size) {
        Matcher range = matched(CONTENT_RANGE, header, size);
        long last = number(range.group(2));
        if (last >= size) {
            throw new StorageError.RangeNotSatisfiable(header, size);
        }
        return within(header, number(range.group(1)), last, size);
    }

    private static Matcher matched(Pattern pattern, String header, long size) {
        Matcher matcher = pattern.matcher(header.strip());
        if (!matcher.matches()) {
            throw new StorageError.RangeNotSatisfiable(header, size);
        }
        return matcher;
    }

    private static ByteRange within(String header, long first, long last, long size) {
        if (first >= size || last < first) {
            throw new StorageError.RangeNotSatisfiable(header, size);
        }
        return new ByteRange(first, Math.min(last, size - 1));
    }

    private static long number(String digits) {
        return new BigInteger(digits).min(MOST).longValue();
    }

    /** Bytes in the range. */
    public long length() {
        return last - first + 1;
    }

    /** The Content-Range of an answer that carries this range of an image of {@code size} bytes. */
    public String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
