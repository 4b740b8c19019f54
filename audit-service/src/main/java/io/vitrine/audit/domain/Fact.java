/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import io.vitrine.contract.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A fact as it was heard: what the trail is searched by, read out of the envelope, and the event itself, untouched.
 *
 * @param id unique within the source; the two together say whether a fact is already on record
 * @param type the fact's short name, such as {@code ImageCreated}; a name unknown to this release is recorded like any other
 * @param sequence the place of the fact in its {@link Series}
 * @param ownerProject the project that owned the image; null if the event did not say
 * @param headers all headers, in the order received
 * @param data the JSON text, as received
 */
public record Fact(
        Origin origin,
        String id,
        String source,
        String type,
        UUID imageId,
        long sequence,
        Instant time,
        String ownerProject,
        Actor actor,
        List<Header> headers,
        String data) {

    public Series series() {
        return new Series(origin.topic(), imageId);
    }
}
