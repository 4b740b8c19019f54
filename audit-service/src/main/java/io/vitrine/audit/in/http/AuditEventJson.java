/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.vitrine.audit.domain.AuditEntry;
import io.vitrine.audit.domain.Fact;
import io.vitrine.contract.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An entry of the trail as JSON; {@code data} is the event's own, character for character. */
@JsonNaming(SnakeCaseStrategy.class)
record AuditEventJson(
        long position,
        String id,
        String type,
        String topic,
        UUID imageId,
        long sequence,
        Instant time,
        String projectId,
        ActorJson actor,
        @JsonRawValue String data) {

    static AuditEventJson of(AuditEntry entry) {
        Fact fact = entry.fact();
        return new AuditEventJson(
                entry.position(),
                fact.id(),
                fact.type(),
                fact.origin().topic(),
                fact.imageId(),
                fact.sequence(),
                fact.time(),
                fact.ownerProject(),
                ActorJson.of(fact.actor()),
                fact.data());
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record ActorJson(String userId, String projectId, List<String> roles, String requestId, String address) {

        static ActorJson of(Actor actor) {
            return new ActorJson(actor.user(), actor.project(), actor.roles(), actor.requestId(), actor.address());
        }
    }
}
