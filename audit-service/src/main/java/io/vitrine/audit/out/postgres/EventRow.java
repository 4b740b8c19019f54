/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import io.vitrine.audit.domain.AuditEntry;
import io.vitrine.audit.domain.Fact;
import io.vitrine.audit.domain.Origin;
import io.vitrine.contract.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A row of the trail. Written once, never changed. */
@Entity
@Table(name = "audit_event")
class EventRow {

    @Id
    long position;

    String source;

    @Column(name = "event_id")
    String eventId;

    String type;
    String topic;

    @Column(name = "partition_id")
    int partition;

    @Column(name = "record_offset")
    long offset;

    @Column(name = "image_id")
    UUID imageId;

    long sequence;

    @Column(name = "event_time")
    Instant time;

    @Column(name = "owner_project")
    String ownerProject;

    @Column(name = "actor_user")
    String actorUser;

    @Column(name = "actor_project")
    String actorProject;

    @Column(name = "actor_roles")
    String actorRoles;

    @Column(name = "request_id")
    String requestId;

    @Column(name = "actor_address")
    String actorAddress;

    String headers;
    String data;

    @Column(name = "recorded_at")
    Instant recordedAt;

    static EventRow of(Fact fact, long position, Instant recordedAt) {
        EventRow row = new EventRow();
        row.position = position;
        row.recordedAt = recordedAt;
        row.source = fact.source();
        row.eventId = fact.id();
        row.type = fact.type();
        row.topic = fact.origin().topic();
        row.partition = fact.origin().partition();
        row.offset = fact.origin().offset();
        row.imageId = fact.imageId();
        row.sequence = fact.sequence();
        row.time = fact.time();
        row.ownerProject = fact.ownerProject();
        row.actorUser = fact.actor().user();
        row.actorProject = fact.actor().project();
        row.actorRoles = String.join(",", fact.actor().roles());
        row.requestId = fact.actor().requestId();
        row.actorAddress = fact.actor().address();
        row.headers = HeadersJson.write(fact.headers());
        row.data = fact.data();
        return row;
    }

    AuditEntry entry() {
        List<String> roles = actorRoles.isEmpty() ? List.of() : List.of(actorRoles.split(","));
        Fact fact = new Fact(
                new Origin(topic, partition, offset),
                eventId,
                source,
                type,
                imageId,
                sequence,
                time,
                ownerProject,
                new Actor(actorUser, actorProject, roles, requestId, actorAddress),
                HeadersJson.read(headers),
                data);
        return new AuditEntry(position, fact);
    }
}
