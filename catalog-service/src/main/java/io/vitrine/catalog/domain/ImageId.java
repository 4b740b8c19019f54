/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in the one form that the API knows, {@code xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx} in hexadecimal. */
public final class ImageId {

    private static final Pattern FORM =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private ImageId() {}

    /** Reads an id; empty for anything of another form. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
