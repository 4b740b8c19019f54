/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import static java.util.stream.Collectors.toSet;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.Precondition;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Entity tags of image records (RFC 9110): the record's version, and after a dot what the caller is shown of it, which differs
 * by what it may read and with an import's progress. If-None-Match minds both; If-Match only the version, so that a client
 * changes only what it has read, and no progress keeps it from that.
 */
final class ImageTags {

    private static final Pattern LIST = Pattern.compile("\\s*(?:(?:W/)?\"[^\"]*\"\\s*,?\\s*)+");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    private ImageTags() {}

    /** The tag of an image that is shown as this body. */
    static String of(Image image, String body) {
        return '"' + image.version() + '.' + Integer.toUnsignedString(body.hashCode(), Character.MAX_RADIX) + '"';
    }

    /** Reads If-Match; a weak tag matches nothing. */
    static Precondition ifMatch(String header) {
        return header == null || isAny(header)
                ? Precondition.NONE
                : new Precondition(
                        tags(header, false)
                                .map(tag -> tag.replaceFirst("\\..*", ""))
                                .collect(toSet()),
                        false);
    }

    /** Whether If-None-Match names this tag. */
    static boolean isKnown(String header, String tag) {
        return header != null && (isAny(header) || tags(header, true).anyMatch(known -> tag.equals('"' + known + '"')));
    }

    private static boolean isAny(String header) {
        return header.strip().equals("*");
    }

    private static Stream<String> tags(String header, boolean weakly) {
        if (!LIST.matcher(header).matches()) {
            throw new CatalogError.Invalid(
                    "Entity tags are written in double quotes, with commas between them, or as *.");
        }
        return TAG.matcher(header)
                .results()
                .filter(tag -> weakly || tag.group(1) == null)
                .map(tag -> tag.group(2));
    }
}
