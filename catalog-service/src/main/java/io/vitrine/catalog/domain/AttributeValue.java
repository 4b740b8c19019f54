/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value a caller gave for an attribute, as decoded JSON: null, {@code String}, {@code Boolean}, {@code Number},
 * {@code List} or {@code Map}. Each method reads it as one type or says what was expected.
 */
record AttributeValue(String attribute, Object value) {

    private static final Set<String> UUID_PROPERTIES = Set.of("kernel_id", "ramdisk_id");
    private static final String KEY_DELETION_POLICY = "cinder_encryption_key_deletion_policy";
    private static final Set<String> KEY_DELETION_POLICIES = Set.of("on_image_deletion", "do_not_delete");

    String line() {
        if (value instanceof String text) {
            return Text.line(quoted(), text);
        }
        throw expected("a string");
    }

    String lineOrNull() {
        return value == null ? null : line();
    }

    boolean flag() {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw expected("true or false");
    }

    int naturalNumber() {
        boolean whole = value instanceof Integer || value instanceof Long;
        if (whole
                && value instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw expected("an integer from 0 to " + Integer.MAX_VALUE);
    }

    Visibility visibility() {
        if (value instanceof String text) {
            return Visibility.of(text).orElseThrow(() -> expected("one of community, public, private, shared"));
        }
        throw expected("one of community, public, private, shared");
    }

    String oneOfOrNull(Set<String> allowed) {
        if (value == null) {
            return null;
        }
        if (value instanceof String text && allowed.contains(text)) {
            return text;
        }
        throw expected("null or one of " + String.join(", ", new TreeSet<>(allowed)));
    }

    List<String> lines() {
        if (!(value instanceof List<?> elements)) {
            throw expected("a list of strings");
        }
        List<String> lines = new ArrayList<>(elements.size());
        for (Object element : elements) {
            lines.add(new AttributeValue(attribute, element).line());
        }
        return lines;
    }

    /** A custom property's value: a string, with the few forms that the image schema fixes. */
    String property() {
        if (UUID_PROPERTIES.contains(attribute)) {
            return uuidOrNull();
        }
        if (attribute.equals(KEY_DELETION_POLICY) && !KEY_DELETION_POLICIES.contains(String.valueOf(value))) {
            throw expected("on_image_deletion or do_not_delete");
        }
        if (value instanceof String text) {
            return Text.block(quoted(), text);
        }
        throw expected("a string");
    }

    private String uuidOrNull() {
        if (value == null) {
            return null;
        }
        if (value instanceof String text && ImageId.chosen(text).isPresent()) {
            return text;
        }
        throw expected("null or a UUID");
    }

    private CatalogError.Invalid expected(String what) {
        return new CatalogError.Invalid(
                "Provided object does not match schema 'image': " + quoted() + " must be " + what + ".");
    }

    private String quoted() {
        return "Attribute '" + attribute + "'";
    }
}
