/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import java.util.List;

/**
 * An import as a user asks for it.
 *
 * @param method name of the import method, as the Image API has it
 * @param uri where web-download takes the data from; null for other methods
 * @param stores names of the stores asked for; empty for the default one, or all
 * @param allStores whether all stores are meant
 * @param allStoresMustSucceed whether one store that fails fails the import
 */
public record ImportOffer(
        String method, String uri, List<String> stores, boolean allStores, boolean allStoresMustSucceed) {

    /** The method that makes further copies of an active image. */
    static final String COPY_IMAGE = "copy-image";
}
