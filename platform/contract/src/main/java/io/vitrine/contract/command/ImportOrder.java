/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import io.vitrine.contract.Actor;
import java.util.List;
import java.util.UUID;

/**
 * An import to be done: the right to do it, and all there is to know. It lasts until it is completed, aborted or not
 * renewed in time, as an upload does.
 *
 * @param lease id of the lease, and of the task that the user sees
 * @param leaseSeconds time to renew in
 * @param imageSizeCap most bytes an image may have
 * @param method glance-direct, web-download, copy-image or glance-download
 * @param uri where the data is for web-download; null else. May hold secrets
 * @param digest of what is at the uri; null where nobody says
 * @param remote where the data is for glance-download; null else
 * @param stores where to bring the data, in this order
 * @param allStoresMustSucceed whether one store that fails fails the import
 * @param source the data to start from: staged for glance-direct, the image's own for copy-image; null when it
 *     comes from elsewhere
 * @param actor who asked for it
 * @param signature what the data has to be signed with; null where the image says nothing of one
 */
public record ImportOrder(
        UUID lease,
        long leaseSeconds,
        UUID imageId,
        String ownerProject,
        String diskFormat,
        String containerFormat,
        long imageSizeCap,
        String method,
        String uri,
        DataDigest digest,
        RemoteImage remote,
        List<String> stores,
        boolean allStoresMustSucceed,
        UploadResult source,
        Actor actor,
        ImageSignature signature) {}
