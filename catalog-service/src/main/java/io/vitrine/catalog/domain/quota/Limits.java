/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.quota;

import io.vitrine.catalog.domain.CatalogError;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How much a project may use.
 *
 * @param values in the resources' units; what is not there is not decided
 */
public record Limits(Map<Resource, Long> values) {

    /** As much as there is. */
    public static final long UNLIMITED = -1;

    /** Nothing decided. */
    public static final Limits NONE = new Limits(Map.of());

    /**
     * Reads the attributes of a request.
     *
     * @param attributes decoded JSON: by name a whole number, -1 for unlimited, or null for the default
     */
    public static Limits of(Map<String, Object> attributes) {
        Map<Resource, Long> values = new EnumMap<>(Resource.class);
        Map<String, Object> unknown = new TreeMap<>(attributes);
        for (Resource resource : Resource.values()) {
            Object value = unknown.remove(resource.wireName());
            if (value != null) {
                values.put(resource, limit(resource, value));
            }
        }
        if (!unknown.isEmpty()) {
            throw new CatalogError.Invalid(
                    "There are no quotas of these names: " + String.join(", ", unknown.keySet()) + ".");
        }
        return new Limits(values);
    }

    private static long limit(Resource resource, Object value) {
        boolean whole = value instanceof Integer || value instanceof Long;
        if (whole && value instanceof Number number) {
            long limit = number.longValue();
            if (limit >= UNLIMITED && limit <= Long.MAX_VALUE / resource.unit()) {
                return limit;
            }
        }
        throw new CatalogError.Invalid("The quota " + resource.wireName()
                + " is a whole number, -1 for as much as there is, or null for the default.");
    }

    /** These, and the others where these decide nothing. */
    public Limits orElse(Limits defaults) {
        Map<Resource, Long> all = new EnumMap<>(Resource.class);
        all.putAll(defaults.values);
        all.putAll(values);
        return new Limits(all);
    }

    /** The limit, or unlimited. */
    public long of(Resource resource) {
        return Objects.requireNonNullElse(values.get(resource), UNLIMITED);
    }

    /** Whether there is any limit at all on these. */
    public boolean limitAny(Resource... resources) {
        for (Resource resource : resources) {
            if (of(resource) != UNLIMITED) {
                return true;
            }
        }
        return false;
    }
}
