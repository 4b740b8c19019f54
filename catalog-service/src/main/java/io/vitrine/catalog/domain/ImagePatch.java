/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.time.Instant;
import java.util.List;

/**
 * A list of changes to an image, of which all are made or none: the subset of RFC 6902 that the Image API speaks.
 *
 * @param addOverwrites whether an addition replaces what is there (media type v2.1) or is a conflict then (v2.0)
 */
public record ImagePatch(boolean addOverwrites, List<PatchOperation> operations) {

    public ImagePatch {
        operations = List.copyOf(operations);
    }

    /** Whether it says anything about that attribute. */
    public boolean touches(String attribute) {
        return operations.stream().anyMatch(operation -> operation.attribute().equals(attribute));
    }

    /**
     * The image after all changes; the same when they change nothing.
     *
     * @param byAdmin whether the owner may be changed
     * @throws CatalogError.Forbidden when an attribute may not be changed, now or ever
     * @throws CatalogError.Conflict when a property to change is missing, or one to add is there
     * @throws CatalogError.Invalid when a value has the wrong type or form
     */
    public Image applyTo(Image image, boolean byAdmin, CatalogRules rules, Instant now) {
        ImageDraft draft = new ImageDraft(image.owner(), image.details(), rules);
        for (PatchOperation operation : operations) {
            requireAllowed(operation, image, byAdmin);
            apply(operation, draft);
        }
        ImageDetails details = draft.details();
        rules.check(image.details(), details);
        boolean unchanged = details.equals(image.details()) && draft.owner().equals(image.owner());
        return unchanged ? image : image.describedAs(details, draft.owner(), now);
    }

    private static void requireAllowed(PatchOperation operation, Image image, boolean byAdmin) {
        String attribute = operation.attribute();
        AttributeKind.requireWritable(attribute);
        boolean removal = operation.kind() == PatchOperation.Kind.REMOVE;
        if (removal && AttributeKind.of(attribute) == AttributeKind.BASE) {
            throw new CatalogError.Forbidden("Property " + attribute + " may not be removed.");
        }
        if (attribute.equals("owner") && !byAdmin) {
            throw new CatalogError.Forbidden("Owner can't be updated by non admin.");
        }
        boolean format = attribute.equals("disk_format") || attribute.equals("container_format");
        if (format && image.status() != ImageStatus.QUEUED) {
            throw new CatalogError.Forbidden("Attribute " + attribute + " can be only replaced for a queued image.");
        }
    }

    private void apply(PatchOperation operation, ImageDraft draft) {
        String attribute = operation.attribute();
        boolean exists = AttributeKind.of(attribute) == AttributeKind.BASE || draft.hasProperty(attribute);
        switch (operation.kind()) {
            case ADD -> {
                if (exists && !addOverwrites) {
                    throw new CatalogError.Conflict("Property " + attribute + " already present.");
                }
                draft.set(attribute, operation.value());
            }
            case REPLACE -> {
                requirePresent(attribute, exists);
                draft.set(attribute, operation.value());
            }
            case REMOVE -> {
                requirePresent(attribute, exists);
                draft.removeProperty(attribute);
            }
        }
    }

    private static void requirePresent(String attribute, boolean exists) {
        if (!exists) {
            throw new CatalogError.Conflict("Property " + attribute + " does not exist.");
        }
    }
}
