/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.command.DownloadGrant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image's bytes, as RFC 9110 (8.8.3) has it: a strong one, since it is their digest, and thus the same on
 * every replica and for every copy.
 *
 * @param text with its quotes, as headers have it
 */
public record EntityTag(String text) {

    private static final String ANY = "*";
    private static final Pattern NEXT =
            Pattern.compile("\\G[ \\t,]*+(?<weak>W/)?(?<tag>\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\")");

    /** The tag of the data that is granted. */
    public static EntityTag of(DownloadGrant grant) {
        return new EntityTag('"' + grant.osHashAlgo() + '-' + grant.osHashValue() + '"');
    }

    /** Whether a list of tags, or {@code *}, has this one; a weak tag is not the same. */
    boolean isIn(String tags) {
        return isIn(tags, false);
    }

    /** Whether a list of tags, or {@code *}, has this one, be it as a weak tag. */
    boolean isWeaklyIn(String tags) {
        return isIn(tags, true);
    }

    /** Whether a header that takes one tag or a date is exactly this tag. */
    boolean is(String validator) {
        return text.equals(validator.strip());
    }

    /** What comes after something that is no tag counts for nothing. */
    private boolean isIn(String tags, boolean weakly) {
        if (tags.strip().equals(ANY)) {
            return true;
        }
        Matcher next = NEXT.matcher(tags);
        while (next.find()) {
            if (next.group("tag").equals(text) && (weakly || next.group("weak") == null)) {
                return true;
            }
        }
        return false;
    }
}
