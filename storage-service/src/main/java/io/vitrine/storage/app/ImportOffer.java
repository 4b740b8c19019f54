/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.contract.command.DataDigest;
import java.util.List;
import java.util.UUID;

/**
 * An import as a user asks for it.
 *
 * @param method name of the import method, as the Image API has it
 * @param uri where web-download takes the data from; null for other methods
 * @param digest of what is there; null where the user does not say
 * @param remote the image that glance-download takes the data from; null for other methods
 * @param stores names of the stores asked for; empty for the default one, or all
 * @param allStores whether all stores are meant
 * @param allStoresMustSucceed whether one store that fails fails the import
 */
public record ImportOffer(
        String method,
        String uri,
        DataDigest digest,
        Remote remote,
        List<String> stores,
        boolean allStores,
        boolean allStoresMustSucceed) {

    /** The method that makes further copies of an active image. */
    static final String COPY_IMAGE = "copy-image";

    /** The method that takes the data from a URI. */
    static final String WEB_DOWNLOAD = "web-download";

    /** The method that takes the data from an image of another region. */
    static final String GLANCE_DOWNLOAD = "glance-download";

    /** An image of another region, and the interface of that region that was asked for. */
    public record Remote(String region, UUID image, String serviceInterface) {}
}
