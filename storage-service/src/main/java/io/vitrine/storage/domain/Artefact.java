/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.DownloadGrant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Data that another service made of an image, such as the result of an export, and keeps in a store. It is never changed.
 *
 * @param id chosen by whoever made it; also its key in the store
 * @param digests null until all of it is durable
 */
public record Artefact(UUID id, String store, Digests digests, Instant begunAt) {

    /** What is granted to whoever may read it, which is for the service that made it to decide. */
    public DownloadGrant grant() {
        return new DownloadGrant(
                id,
                null,
                null,
                digests.size(),
                digests.md5(),
                digests.algorithm().imageApiName(),
                digests.hash(),
                null,
                null,
                List.of(new Copy(store, id)));
    }
}
