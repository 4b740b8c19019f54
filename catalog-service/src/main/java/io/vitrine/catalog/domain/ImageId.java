/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Ids in the one form that the API knows, {@code xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx} in hexadecimal. A client that
 * chooses an id may write it in capitals; it is known in small letters from then on.
 */
public final class ImageId {

    private static final Pattern FORM =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private ImageId() {}

    /** Reads the id of an image that is meant; empty for anything that no image has as its id. */
    public static Optional<UUID> parse(String text) {
        return chosen(text).filter(id -> id.toString().equals(text));
    }

    /** Reads an id that is to become an image's; empty for anything of another form. */
    static Optional<UUID> chosen(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
