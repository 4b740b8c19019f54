/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

/** What text may contain to be stored and shown safely. Markup is data: whoever shows it escapes it. */
public final class Text {

    private static final int MAX_LENGTH = 255;

    private Text() {}

    /** A name, key or tag: one line of at most 255 characters. */
    public static String line(String what, String value) {
        if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw new CatalogError.Invalid(what + " is longer than " + MAX_LENGTH + " characters.");
        }
        return check(what, value, false);
    }

    /** A property's value: may have several lines. */
    public static String block(String what, String value) {
        return check(what, value, true);
    }

    private static String check(String what, String value, boolean linesAllowed) {
        value.codePoints().forEach(c -> {
            boolean lineControl = c == '\n' || c == '\r' || c == '\t';
            boolean control = Character.isISOControl(c) && !(linesAllowed && lineControl);
            boolean halfCharacter = Character.getType(c) == Character.SURROGATE;
            if (control || halfCharacter) {
                throw new CatalogError.Invalid(what + " contains the control character U+" + hex(c) + ".");
            }
        });
        return value;
    }

    private static String hex(int codePoint) {
        return String.format("%04X", codePoint);
    }
}
