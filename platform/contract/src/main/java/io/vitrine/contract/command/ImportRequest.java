/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.List;
import java.util.UUID;

/**
 * {@code POST /internal/images/{id}/imports}: storage-service asks to import an image's data on behalf of a user.
 *
 * @param method name of the import method, as the Image API has it: glance-direct, web-download, copy-image or
 *     glance-download
 * @param uri where the data is for web-download; null else
 * @param digest of what is at the uri; null where nobody says
 * @param remote where the data is for glance-download; null else
 * @param stores names of the stores to bring the data to, at least one, in the order to do it
 * @param allStores whether the user asked for all stores: a copy-image leaves out those that have the data
 * @param allStoresMustSucceed whether one store that fails fails the import
 * @param task id that the import's task and lease get, unused so far, where the requester needs to know it beforehand;
 *     null else
 */
public record ImportRequest(
        String method,
        String uri,
        DataDigest digest,
        RemoteImage remote,
        List<String> stores,
        boolean allStores,
        boolean allStoresMustSucceed,
        UUID task) {}
