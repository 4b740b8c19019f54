/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.Precondition;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags of image records (RFC 9110), by which a client changes only what it has read. */
final class ImageTags {

    private static final Pattern LIST = Pattern.compile("\\s*(?:(?:W/)?\"[^\"]*\"\\s*,?\\s*)+");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    private ImageTags() {}

    static String of(Image image) {
        return '"' + image.version() + '"';
    }

    /** Reads If-Match; a weak tag matches nothing. */
    static Precondition ifMatch(String header) {
        return header == null ? Precondition.NONE : parse(header, false);
    }

    /** Whether If-None-Match names the image as it is. */
    static boolean isKnown(String header, Image image) {
        return header != null && parse(header, true).holds(image);
    }

    private static Precondition parse(String header, boolean weakly) {
        if (header.strip().equals("*")) {
            return Precondition.NONE;
        }
        if (!LIST.matcher(header).matches()) {
            throw new CatalogError.Invalid(
                    "Entity tags are written in double quotes, with commas between them, or as *.");
        }
        Set<String> versions = new HashSet<>();
        Matcher tags = TAG.matcher(header);
        while (tags.find()) {
            if (weakly || tags.group(1) == null) {
                versions.add(tags.group(2));
            }
        }
        return new Precondition(versions, false);
    }
}
