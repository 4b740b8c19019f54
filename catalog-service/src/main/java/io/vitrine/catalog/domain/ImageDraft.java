/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An image's description while a request is applied to it, attribute by attribute, each value checked as it is set. */
final class ImageDraft {

    private final CatalogRules rules;
    private String owner;
    private String name;
    private Visibility visibility;
    private boolean isProtected;
    private boolean hidden;
    private String diskFormat;
    private String containerFormat;
    private int minDisk;
    private int minRam;
    private SortedSet<String> tags;
    private final SortedMap<String, String> properties;

    ImageDraft(String owner, ImageDetails details, CatalogRules rules) {
        this.rules = rules;
        this.owner = owner;
        this.name = details.name();
        this.visibility = details.visibility();
        this.isProtected = details.isProtected();
        this.hidden = details.hidden();
        this.diskFormat = details.formats().disk();
        this.containerFormat = details.formats().container();
        this.minDisk = details.minDisk();
        this.minRam = details.minRam();
        this.tags = details.tags();
        this.properties = new TreeMap<>(details.properties());
    }

    boolean hasProperty(String key) {
        return properties.containsKey(key);
    }

    void setProperty(String key, String value) {
        if (AttributeKind.of(key) != AttributeKind.PROPERTY) {
            throw new CatalogError.Invalid("'" + key + "' is not a custom property.");
        }
        set(key, value);
    }

    void removeProperty(String key) {
        properties.remove(key);
    }

    void set(String attribute, Object value) {
        AttributeValue given = new AttributeValue(attribute, value);
        switch (attribute) {
            case "name" -> name = given.lineOrNull();
            case "owner" -> owner = given.line();
            case "visibility" -> visibility = given.visibility();
            case "protected" -> isProtected = given.flag();
            case "os_hidden" -> hidden = given.flag();
            case "disk_format" -> diskFormat = given.oneOfOrNull(rules.diskFormats());
            case "container_format" -> containerFormat = given.oneOfOrNull(rules.containerFormats());
            case "min_disk" -> minDisk = given.naturalNumber();
            case "min_ram" -> minRam = given.naturalNumber();
            case "tags" -> tags = new TreeSet<>(given.lines());
            default -> properties.put(Text.line("Property name '" + attribute + "'", attribute), given.property());
        }
    }

    String owner() {
        return owner;
    }

    ImageDetails details() {
        return new ImageDetails(
                name,
                visibility,
                isProtected,
                hidden,
                new ImageFormats(diskFormat, containerFormat),
                minDisk,
                minRam,
                tags,
                properties);
    }
}
