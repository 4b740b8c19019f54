/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import io.vitrine.contract.command.Copy;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What catalog-service states about images: topic {@link Topics#CATALOG}. */
public sealed interface CatalogEvent extends VitrineEvent {

    /**
     * An image record was created.
     *
     * @param image the record as created
     */
    record ImageCreated(ImageSnapshot image) implements CatalogEvent {}

    /**
     * The image's data is complete and the image became active.
     *
     * @param image the record with its digests and size
     */
    record ImageUploaded(ImageSnapshot image) implements CatalogEvent {}

    /**
     * An upload or staging ended without data, or staged data was not imported in time; the image is queued again.
     *
     * @param reason readable by the image's owner
     */
    record ImageUploadFailed(String reason) implements CatalogEvent {}

    /**
     * A user asked to import the image's data.
     *
     * @param task id of the import's task, and of its lease
     * @param method name of the import method: glance-direct, web-download or copy-image
     * @param stores names of the stores to bring the data to
     */
    record ImageImportRequested(UUID task, String method, List<String> stores) implements CatalogEvent {}

    /**
     * An import came to nothing. The image is queued again and its staged data given up; after copy-image it is active as
     * it was.
     *
     * @param task id of the import's task, and of its lease
     * @param method name of the import method
     * @param reason readable by the image's owner
     */
    record ImageImportFailed(UUID task, String method, String reason) implements CatalogEvent {}

    /**
     * The stores that hold an active image's data are others than before.
     *
     * @param before the copies until now
     * @param after the copies from now on; never empty
     */
    record StoresChanged(List<Copy> before, List<Copy> after) implements CatalogEvent {}

    /**
     * Attributes, properties or tags changed. Visibility, hiding and deprecation have facts of their own and are not
     * repeated here.
     *
     * @param changes attribute or property name to its change; never empty
     */
    record ImageUpdated(Map<String, Change> changes) implements CatalogEvent {}

    /** The image can be seen by others than before. Values as in the Image API: private, shared, community, public. */
    record VisibilityChanged(String before, String after) implements CatalogEvent {}

    /** The image left the default lists; it stays usable by its id. */
    record ImageHidden() implements CatalogEvent {}

    /** The image is in the default lists again. */
    record ImageUnhidden() implements CatalogEvent {}

    /**
     * A project was offered the image.
     *
     * @param member the project
     * @param status pending
     */
    record ImageShared(String member, String status) implements CatalogEvent {}

    /**
     * A project accepted a share: the image is in its list.
     *
     * @param member the project
     */
    record ShareAccepted(String member) implements CatalogEvent {}

    /** A project refused a share, or put it back to pending: the image is not in its list. */
    record ShareRejected(String member, String status) implements CatalogEvent {}

    /**
     * The owner took a share back.
     *
     * @param member the project
     */
    record ShareRevoked(String member) implements CatalogEvent {}

    /**
     * The data may no longer be downloaded but by an admin.
     *
     * @param freeze id of the work that the image is held for, which activates it again; null where somebody decided it
     */
    record Deactivated(UUID freeze) implements CatalogEvent {}

    /** The data may be downloaded again. */
    record Reactivated() implements CatalogEvent {}

    /**
     * The image should no longer be used for anything new.
     *
     * @param replacement name or id of the image to use instead; null when none was named
     * @param reason why, as the owner put it; null when not said
     */
    @SuppressWarnings("AvoidCommonTypeNames")
    record Deprecated(String replacement, String reason) implements CatalogEvent {}

    /** A deprecation was withdrawn. */
    record Undeprecated() implements CatalogEvent {}

    /**
     * The image is gone; its id will not be used again.
     *
     * @param image the record as it was last
     */
    record ImageDeleted(ImageSnapshot image) implements CatalogEvent {}

    /** One attribute's change. Strings, numbers, booleans, lists of strings, or null for absent. */
    record Change(Object before, Object after) {}
}
