/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A request to create an image, checked. */
public record NewImage(Optional<UUID> id, String owner, ImageDetails details) {

    /**
     * Reads the attributes of a creation request.
     *
     * @param attributes decoded JSON: null, strings, booleans, numbers, lists and maps
     * @param project the caller's, owner unless another is named
     * @throws CatalogError.Invalid when a value has the wrong type or form
     * @throws CatalogError.Forbidden when an attribute is only the service's to set
     * @throws CatalogError.LimitExceeded when there are too many tags or properties
     */
    public static NewImage of(Map<String, Object> attributes, String project, CatalogRules rules) {
        ImageDetails defaults = ImageDetails.defaults();
        ImageDraft draft = new ImageDraft(project, defaults, rules);
        attributes.forEach((name, value) -> {
            if (!name.equals("id")) {
                AttributeKind.requireWritable(name);
                draft.set(name, value);
            }
        });
        ImageDetails details = draft.details();
        rules.check(defaults, details);
        return new NewImage(chosenId(attributes), draft.owner(), details);
    }

    private static Optional<UUID> chosenId(Map<String, Object> attributes) {
        if (!attributes.containsKey("id")) {
            return Optional.empty();
        }
        Optional<UUID> id = attributes.get("id") instanceof String text ? ImageId.chosen(text) : Optional.empty();
        if (id.isPresent()) {
            return id;
        }
        throw new CatalogError.Invalid("Provided object does not match schema 'image': Attribute 'id' must be a UUID.");
    }

    /** The image as it begins. */
    public Image queued(UUID imageId, Instant now) {
        return Image.queued(imageId, owner, details, now);
    }
}
