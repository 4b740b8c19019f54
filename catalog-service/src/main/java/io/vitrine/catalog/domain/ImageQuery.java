/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of the image list that somebody asks for.
 *
 * @param conditions all must hold
 * @param shares which images shared with the caller's project are listed, by its answer
 * @param order ends with the id, so it is total
 * @param limit rows at most; 0 asks for none
 * @param marker the page begins after this image
 */
public record ImageQuery(
        List<Condition> conditions,
        Scope scope,
        Set<MemberStatus> shares,
        List<Order> order,
        int limit,
        Optional<String> marker) {

    /** Which visibilities are listed. */
    public sealed interface Scope {}

    /** The caller's own images, the public ones and its shares; no community images of others. */
    public record Usual() implements Scope {}

    /** Everything the caller may see. */
    public record Everything() implements Scope {}

    /** One visibility only. */
    public record Only(Visibility visibility) implements Scope {}

    /** How one value relates to another. */
    public enum Comparison {
        EQ,
        NEQ,
        GT,
        GTE,
        LT,
        LTE
    }

    /** Attributes compared as text. */
    public enum TextField {
        ID,
        NAME,
        STATUS,
        OWNER,
        DISK_FORMAT,
        CONTAINER_FORMAT,
        CHECKSUM,
        OS_HASH_ALGO,
        OS_HASH_VALUE
    }

    /** Attributes compared as numbers. */
    public enum NumberField {
        SIZE,
        VIRTUAL_SIZE,
        MIN_DISK,
        MIN_RAM
    }

    /** Attributes compared as moments. */
    public enum TimeField {
        CREATED_AT,
        UPDATED_AT
    }

    /** Something that must hold for a listed image. */
    public sealed interface Condition {}

    /** The field has one of the values. */
    public record TextIn(TextField field, List<String> values) implements Condition {}

    /** The number compares so. */
    public record NumberIs(NumberField field, Comparison comparison, long value) implements Condition {}

    /** The moment compares so. */
    public record TimeIs(TimeField field, Comparison comparison, Instant value) implements Condition {}

    /** Every one of the tags is there. */
    public record HasTags(Set<String> tags) implements Condition {}

    /** The custom property has that value. */
    public record HasProperty(String key, String value) implements Condition {}

    /** Whether deletion is barred. */
    public record IsProtected(boolean value) implements Condition {}

    /** Whether it is kept out of lists. */
    public record IsHidden(boolean value) implements Condition {}

    /** What the list can be sorted by. */
    public enum SortKey {
        NAME,
        STATUS,
        CONTAINER_FORMAT,
        DISK_FORMAT,
        SIZE,
        ID,
        CREATED_AT,
        UPDATED_AT
    }

    /** One step of the order. */
    public record Order(SortKey key, boolean ascending) {}
}
