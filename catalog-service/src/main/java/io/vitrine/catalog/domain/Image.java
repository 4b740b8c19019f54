/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An image as the catalog knows it. Its methods are the legal moves of its life; each gives the image after the move or
 * says why it cannot be made.
 *
 * @param owner the project that owns it
 * @param data its bytes; null until they are complete
 * @param upload the lease of the upload under way; null in every status but {@code SAVING}
 */
public record Image(
        UUID id,
        String owner,
        ImageStatus status,
        ImageDetails details,
        ImageData data,
        Lease upload,
        Instant createdAt,
        Instant updatedAt) {

    /** A record without data. */
    static Image queued(UUID id, String owner, ImageDetails details, Instant now) {
        return new Image(id, owner, ImageStatus.QUEUED, details, null, null, now, now);
    }

    /** Gives the exclusive right to bring the data. */
    public Image openUpload(Lease lease, Instant now) {
        if (!status.mayBecome(ImageStatus.SAVING)) {
            throw new CatalogError.Conflict("Image status transition from " + status.wireName()
                    + " to saving is not allowed: data can be uploaded once, to a queued image.");
        }
        if (!details.formats().areComplete()) {
            throw new CatalogError.Invalid(
                    "Properties disk_format and container_format must be set prior to saving data.");
        }
        return to(ImageStatus.SAVING, null, lease, now);
    }

    /** Keeps the right to bring the data until then. */
    public Image renewUpload(Instant expiresAt) {
        return new Image(id, owner, status, details, data, upload.until(expiresAt), createdAt, updatedAt);
    }

    /** The data is complete. */
    public Image completeUpload(ImageData uploaded, Instant now) {
        return to(ImageStatus.ACTIVE, uploaded, null, now);
    }

    /** The upload came to nothing; it may be tried again. */
    public Image abortUpload(Instant now) {
        return to(ImageStatus.QUEUED, null, null, now);
    }

    /** Withholds the data; empty when it is withheld already. */
    public Optional<Image> deactivate(Instant now) {
        return moveBetween(ImageStatus.ACTIVE, ImageStatus.DEACTIVATED, now);
    }

    /** Gives the data free again; empty when it is free already. */
    public Optional<Image> reactivate(Instant now) {
        return moveBetween(ImageStatus.DEACTIVATED, ImageStatus.ACTIVE, now);
    }

    /** The same image, described otherwise. */
    public Image describedAs(ImageDetails newDetails, String newOwner, Instant now) {
        return new Image(id, newOwner, status, newDetails, data, upload, createdAt, now);
    }

    /** The same image with one more tag; unchanged when it has the tag. */
    public Image tagged(String tag, CatalogRules rules, Instant now) {
        SortedSet<String> tags = new TreeSet<>(details.tags());
        return tags.add(Text.line("Tag '" + tag + "'", tag)) ? withTags(tags, rules, now) : this;
    }

    /** The same image without the tag; empty when it has no such tag. */
    public Optional<Image> untagged(String tag, CatalogRules rules, Instant now) {
        SortedSet<String> tags = new TreeSet<>(details.tags());
        return tags.remove(tag) ? Optional.of(withTags(tags, rules, now)) : Optional.empty();
    }

    /** Refuses the deletion of a protected image. */
    public void requireDeletable() {
        if (details.isProtected()) {
            throw new CatalogError.Forbidden(
                    "Image " + id + " is protected and cannot be deleted. Set protected to false first.");
        }
    }

    /** Refuses members where they would mean nothing. */
    public void requireShareable() {
        if (details.visibility() != Visibility.SHARED) {
            throw new CatalogError.Forbidden("Only shared images have members. Image " + id + " is "
                    + details.visibility().wireName() + ".");
        }
    }

    private Image withTags(SortedSet<String> tags, CatalogRules rules, Instant now) {
        ImageDetails retagged = details.withTags(tags);
        rules.check(details, retagged);
        return describedAs(retagged, owner, now);
    }

    private Optional<Image> moveBetween(ImageStatus from, ImageStatus next, Instant now) {
        if (status == next) {
            return Optional.empty();
        }
        if (status != from) {
            throw new CatalogError.Forbidden("Image status transition from " + status.wireName() + " to "
                    + next.wireName() + " is not allowed.");
        }
        return Optional.of(to(next, data, null, now));
    }

    private Image to(ImageStatus next, ImageData newData, Lease lease, Instant now) {
        if (!status.mayBecome(next)) {
            throw new CatalogError.Conflict("Image status transition from " + status.wireName() + " to "
                    + next.wireName() + " is not allowed.");
        }
        return new Image(id, owner, next, details, newData, lease, createdAt, now);
    }
}
