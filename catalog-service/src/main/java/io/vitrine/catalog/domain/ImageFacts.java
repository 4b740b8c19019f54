/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.CatalogEvent.Change;
import io.vitrine.contract.ImageSnapshot;
import io.vitrine.contract.command.Copy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says an image's changes as facts. What has a fact of its own is not repeated in ImageUpdated. */
public final class ImageFacts {

    private static final Set<String> TOLD_ELSEWHERE = Set.of("visibility", "os_hidden");
    private static final Set<String> DEPRECATION = Set.of("deprecated", "replacement", "deprecation_reason");

    private ImageFacts() {}

    /** The record as events carry it. */
    public static ImageSnapshot snapshot(Image image) {
        ImageDetails details = image.details();
        Optional<ImageData> data = Optional.ofNullable(image.data());
        return new ImageSnapshot(
                image.id(),
                details.name(),
                image.status().wireName(),
                details.visibility().wireName(),
                details.isProtected(),
                details.hidden(),
                image.owner(),
                details.formats().disk(),
                details.formats().container(),
                data.map(ImageData::size).orElse(null),
                data.map(ImageData::virtualSize).orElse(null),
                data.map(ImageData::checksum).orElse(null),
                data.map(found -> found.hash().algorithm()).orElse(null),
                data.map(found -> found.hash().value()).orElse(null),
                details.minDisk(),
                details.minRam(),
                List.copyOf(details.tags()),
                withValues(details.properties()),
                image.createdAt(),
                image.updatedAt());
    }

    /** What a creation says: the record, and its deprecation when it begins with one. */
    public static List<CatalogEvent> ofCreation(Image image) {
        List<CatalogEvent> facts = new ArrayList<>();
        facts.add(new CatalogEvent.ImageCreated(snapshot(image)));
        Deprecation.in(image.details().properties()).ifPresent(found -> facts.add(fact(found)));
        return facts;
    }

    /** What a change of the copies says. */
    public static CatalogEvent storesChanged(Image before, Image after) {
        return new CatalogEvent.StoresChanged(copies(before.data()), copies(after.data()));
    }

    /** The copies as the contract names them. */
    public static List<Copy> copies(ImageData data) {
        return data.copies().entrySet().stream()
                .map(copy -> new Copy(copy.getKey(), copy.getValue()))
                .toList();
    }

    /** What a change of the description says; empty when nothing changed. */
    public static List<CatalogEvent> between(Image before, Image after) {
        List<CatalogEvent> facts = new ArrayList<>();
        Visibility was = before.details().visibility();
        Visibility is = after.details().visibility();
        if (was != is) {
            facts.add(new CatalogEvent.VisibilityChanged(was.wireName(), is.wireName()));
        }
        if (before.details().hidden() != after.details().hidden()) {
            facts.add(after.details().hidden() ? new CatalogEvent.ImageHidden() : new CatalogEvent.ImageUnhidden());
        }
        Optional<CatalogEvent> deprecation = deprecationBetween(before, after);
        deprecation.ifPresent(facts::add);
        Map<String, Change> changes = changes(before, after);
        changes.keySet().removeAll(TOLD_ELSEWHERE);
        if (deprecation.isPresent()) {
            changes.keySet().removeAll(DEPRECATION);
        }
        if (!changes.isEmpty()) {
            facts.add(new CatalogEvent.ImageUpdated(changes));
        }
        return facts;
    }

    private static Optional<CatalogEvent> deprecationBetween(Image before, Image after) {
        Optional<Deprecation> was = Deprecation.in(before.details().properties());
        Optional<Deprecation> is = Deprecation.in(after.details().properties());
        if (was.equals(is)) {
            return Optional.empty();
        }
        return Optional.of(is.map(ImageFacts::fact).orElseGet(CatalogEvent.Undeprecated::new));
    }

    private static CatalogEvent fact(Deprecation deprecation) {
        return new CatalogEvent.Deprecated(deprecation.replacement(), deprecation.reason());
    }

    private static Map<String, Change> changes(Image before, Image after) {
        Map<String, Object> was = attributes(before);
        Map<String, Object> is = attributes(after);
        Map<String, Change> changes = new TreeMap<>();
        Set<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        for (String name : names) {
            if (!Objects.equals(was.get(name), is.get(name))) {
                changes.put(name, new Change(was.get(name), is.get(name)));
            }
        }
        return changes;
    }

    private static Map<String, Object> attributes(Image image) {
        ImageDetails details = image.details();
        Map<String, Object> attributes = new HashMap<>(details.properties());
        attributes.put("owner", image.owner());
        attributes.put("name", details.name());
        attributes.put("visibility", details.visibility().wireName());
        attributes.put("protected", details.isProtected());
        attributes.put("os_hidden", details.hidden());
        attributes.put("disk_format", details.formats().disk());
        attributes.put("container_format", details.formats().container());
        attributes.put("min_disk", details.minDisk());
        attributes.put("min_ram", details.minRam());
        attributes.put("tags", List.copyOf(details.tags()));
        return attributes;
    }

    private static Map<String, String> withValues(Map<String, String> properties) {
        Map<String, String> withValues = new TreeMap<>(properties);
        withValues.values().removeIf(Objects::isNull);
        return withValues;
    }
}
