/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
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
 * @param staged bytes that wait for their import, or are being imported; null else
 * @param lease the right of who works on its data: while saving, uploading and importing, and of an active image while
 *     it is copied to further stores; null else
 * @param imports what became of its imports; null before the first
 * @param shares projects that it was shared with, when it was read
 */
public record Image(
        UUID id,
        String owner,
        ImageStatus status,
        ImageDetails details,
        ImageData data,
        ImageData staged,
        Lease lease,
        ImportStores imports,
        int shares,
        Instant createdAt,
        Instant updatedAt) {

    /** A record without data. */
    static Image queued(UUID id, String owner, ImageDetails details, Instant now) {
        return new Image(id, owner, ImageStatus.QUEUED, details, null, null, null, null, 0, now, now);
    }

    /** Names this state of the record: no two that a user can tell apart by what was changed have the same. */
    public String version() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt), Character.MAX_RADIX);
    }

    /** Gives the exclusive right to bring the data. */
    public Image openUpload(Lease newLease, Instant now) {
        requireMove(ImageStatus.SAVING, "data can be uploaded once, to a queued image");
        if (!details.formats().areComplete()) {
            throw new CatalogError.Invalid(
                    "Properties disk_format and container_format must be set prior to saving data.");
        }
        return to(ImageStatus.SAVING, null, null, newLease, now);
    }

    /** Gives the exclusive right to bring data that is to be imported later. */
    public Image openStaging(Lease newLease, Instant now) {
        requireMove(ImageStatus.UPLOADING, "data can be staged once, for a queued image");
        return to(ImageStatus.UPLOADING, null, null, newLease, now);
    }

    /** Whether work goes on under that lease; what was done under it before is done for good. */
    public boolean isWorkedOnUnder(UUID leaseId) {
        return lease != null && lease.id().equals(leaseId) && (status != ImageStatus.UPLOADING || staged == null);
    }

    /** The import under way, by the id of its task. */
    public Optional<UUID> importTask() {
        boolean importing = status == ImageStatus.IMPORTING || status.hasData();
        return Optional.ofNullable(lease).filter(held -> importing).map(Lease::id);
    }

    /** Keeps the right to bring the data until then. */
    public Image renewLease(Instant expiresAt) {
        Lease renewed = lease.until(expiresAt);
        return new Image(id, owner, status, details, data, staged, renewed, imports, shares, createdAt, updatedAt);
    }

    /** The data is complete. */
    public Image completeUpload(ImageData uploaded, Instant now) {
        return to(ImageStatus.ACTIVE, uploaded, null, null, now);
    }

    /** The data is complete, and waits until then for its import. */
    public Image completeStaging(ImageData received, Instant until, Instant now) {
        return with(status, null, received, lease.until(until).settled(), now);
    }

    /** Refuses an import that does not fit the image as it is. */
    public void requireImportable(ImportMethod method) {
        switch (method) {
            case GLANCE_DIRECT -> {
                requireForImport(ImageStatus.UPLOADING, method, "its data is staged");
                if (staged == null) {
                    throw new CatalogError.Conflict("The data of image " + id + " is still being staged.");
                }
            }
            case WEB_DOWNLOAD, GLANCE_DOWNLOAD -> requireForImport(ImageStatus.QUEUED, method, "it has no data");
            case COPY_IMAGE -> {
                requireForImport(ImageStatus.ACTIVE, method, "its data is complete");
                if (lease != null) {
                    throw new CatalogError.Conflict("Image " + id + " is being copied already, by the task "
                            + lease.id() + ". Try again when that has ended.");
                }
            }
        }
        if (method != ImportMethod.GLANCE_DOWNLOAD && !details.formats().areComplete()) {
            throw new CatalogError.Conflict("Properties disk_format and container_format must be set before import.");
        }
    }

    /** What there is to do; empty when a copy to all stores finds the data in all. */
    public Optional<ImportPlan> planned(ImportPlan asked) {
        requireImportable(asked.method());
        return asked.method() == ImportMethod.COPY_IMAGE
                ? asked.besides(data.copies().keySet())
                : Optional.of(asked);
    }

    /** Bytes that an import will bring, in all its stores together; null when not known. */
    public Long toImport(ImportPlan plan) {
        return switch (plan.method()) {
            case GLANCE_DIRECT -> staged.size() * plan.stores().size();
            case COPY_IMAGE -> data.size() * plan.stores().size();
            case WEB_DOWNLOAD, GLANCE_DOWNLOAD -> null;
        };
    }

    /** Gives the exclusive right to do an import that was {@link #planned}. */
    public Image beginImport(ImportPlan plan, Lease newLease, Instant now) {
        Image begun = status == ImageStatus.ACTIVE
                ? with(status, data, null, newLease, now)
                : to(ImageStatus.IMPORTING, null, staged, newLease, now);
        return begun.withImports(ImportStores.begun(imports, plan.stores()));
    }

    /** The import is done with some of its stores. */
    public Image progressImport(Collection<String> remaining, Collection<String> failures) {
        return withImports(imports.progressed(remaining, failures));
    }

    /** The import is done; an image that was active has more copies. */
    public Image completeImport(ImportPlan plan, ImageData imported, Collection<String> failures, Instant now) {
        plan.requireFulfilledBy(imported.copies().keySet());
        ImportStores done = imports.done(failures);
        if (!status.hasData()) {
            return to(ImageStatus.ACTIVE, imported, null, null, now).withImports(done);
        }
        if (!data.sameBytesAs(imported)) {
            throw new CatalogError.Conflict("The copies are not of the data of image " + id + ".");
        }
        return with(status, data.with(imported.copies()), null, null, now).withImports(done);
    }

    /** The upload, staging, import or wait for an import came to nothing; it may be tried again. */
    public Image release(Instant now) {
        ImportStores failed = imports == null ? null : imports.done(imports.importing());
        Image released =
                status.hasData() ? with(status, data, null, null, now) : to(ImageStatus.QUEUED, null, null, null, now);
        return released.withImports(failed);
    }

    /** The same image without the copy of its data in that store. */
    public Image removeCopy(String store, Instant now) {
        if (status != ImageStatus.ACTIVE) {
            throw new CatalogError.Conflict(
                    "Only copies of an active image can be deleted; image " + id + " is " + status.wireName() + ".");
        }
        if (data.copies().size() == 1) {
            throw new CatalogError.Forbidden("The only copy of the data cannot be deleted. Delete the image instead.");
        }
        if (!data.copies().containsKey(store)) {
            throw new CatalogError.NotFound("Image " + id + " has no copy in the store " + store + ".");
        }
        return with(status, data.without(store), staged, lease, now);
    }

    /** The same image with another copy of its data in that store; empty when it has that copy already. */
    public Optional<Image> replaceCopy(String store, UUID old, UUID copy, Instant now) {
        UUID present = data == null ? null : data.copies().get(store);
        if (copy.equals(present)) {
            return Optional.empty();
        }
        if (!old.equals(present)) {
            throw new CatalogError.Conflict(
                    "The copy " + old + " in the store " + store + " is not one of image " + id + " any more.");
        }
        return Optional.of(with(status, data.with(store, copy), staged, lease, now));
    }

    /** Bytes of all copies of the data. */
    public long occupied() {
        return data == null ? 0 : data.occupied();
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
        return new Image(id, newOwner, status, newDetails, data, staged, lease, imports, shares, createdAt, at(now));
    }

    /** The same image with the formats and properties that came with its data; it keeps its format where one is null. */
    public Image asBrought(ImageFormats formats, Map<String, String> brought, CatalogRules rules, Instant now) {
        ImageDraft draft = new ImageDraft(owner, details, rules);
        if (formats.disk() != null) {
            draft.set("disk_format", formats.disk());
        }
        if (formats.container() != null) {
            draft.set("container_format", formats.container());
        }
        brought.forEach(draft::setProperty);
        return checked(draft.details(), rules, now);
    }

    /** The same image with one more tag; unchanged when it has the tag. */
    public Image tagged(String tag, CatalogRules rules, Instant now) {
        SortedSet<String> tags = new TreeSet<>(details.tags());
        return tags.add(Text.line("Tag '" + tag + "'", tag)) ? checked(details.withTags(tags), rules, now) : this;
    }

    /** The same image without the tag; empty when it has no such tag. */
    public Optional<Image> untagged(String tag, CatalogRules rules, Instant now) {
        SortedSet<String> tags = new TreeSet<>(details.tags());
        return tags.remove(tag) ? Optional.of(checked(details.withTags(tags), rules, now)) : Optional.empty();
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

    private Image checked(ImageDetails described, CatalogRules rules, Instant now) {
        rules.check(details, described);
        return describedAs(described, owner, now);
    }

    private Optional<Image> moveBetween(ImageStatus from, ImageStatus next, Instant now) {
        if (status == next) {
            return Optional.empty();
        }
        if (status != from) {
            throw new CatalogError.Forbidden("Image status transition from " + status.wireName() + " to "
                    + next.wireName() + " is not allowed.");
        }
        return Optional.of(to(next, data, null, lease, now));
    }

    private void requireForImport(ImageStatus needed, ImportMethod method, String because) {
        if (status != needed) {
            throw new CatalogError.Conflict("An image can be imported by " + method.wireName() + " when " + because
                    + " and it is " + needed.wireName() + "; image " + id + " is " + status.wireName() + ".");
        }
    }

    private void requireMove(ImageStatus next, String hint) {
        if (!status.mayBecome(next)) {
            throw new CatalogError.Conflict("Image status transition from " + status.wireName() + " to "
                    + next.wireName() + " is not allowed: " + hint + ".");
        }
    }

    private Image withImports(ImportStores newImports) {
        return new Image(id, owner, status, details, data, staged, lease, newImports, shares, createdAt, updatedAt);
    }

    private Image to(ImageStatus next, ImageData newData, ImageData newStaged, Lease newLease, Instant now) {
        requireMove(next, "it is not a step of an image's life");
        return with(next, newData, newStaged, newLease, now);
    }

    private Image with(ImageStatus next, ImageData newData, ImageData newStaged, Lease newLease, Instant now) {
        return new Image(id, owner, next, details, newData, newStaged, newLease, imports, shares, createdAt, at(now));
    }

    private Instant at(Instant now) {
        return now.isAfter(updatedAt) ? now : updatedAt.plus(1, ChronoUnit.MICROS); // no two states are of one time
    }
}
