/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.peer.Requester;
import io.vitrine.storage.domain.StorageError;
import java.util.UUID;
import java.util.regex.Pattern;

/** What upload and download read from a request in the same way. */
final class FileRequest {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private FileRequest() {}

    /**
     * The image in the path.
     *
     * @throws StorageError.Refused as not found where it cannot be an image's id
     */
    static UUID imageId(RoutingContext context) {
        String id = context.pathParam("id");
        if (!isImageId(id)) {
            throw new StorageError.Refused(404, "No image found with ID " + id);
        }
        return UUID.fromString(id);
    }

    /**
     * The artefact in the path.
     *
     * @throws StorageError.Invalid where it cannot be an artefact's id
     */
    static UUID artefactId(RoutingContext context) {
        String id = context.pathParam("id");
        if (!isImageId(id)) {
            throw new StorageError.Invalid("An artefact's id is a UUID, and '" + id + "' is none.");
        }
        return UUID.fromString(id);
    }

    /** Whether this can be an image's id. */
    static boolean isImageId(String text) {
        return UUID_TEXT.matcher(text).matches();
    }

    /** The user, with the token to ask the catalog with. */
    static Requester requester(RoutingContext context) {
        return new Requester(CurrentCaller.of(context), context.request().getHeader("X-Auth-Token"));
    }
}
