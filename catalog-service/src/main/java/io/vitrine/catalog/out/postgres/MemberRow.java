/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.catalog.domain.MemberStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A project an image is shared with, as its table keeps it. */
@Entity
@Table(name = "image_member")
class MemberRow {

    /** One share of an image with a project at most. */
    @Embeddable
    record Key(
            @Column(name = "image_id") UUID imageId,
            @Column(name = "project") String project) {}

    @EmbeddedId
    Key key;

    String status;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static MemberRow of(ImageMember member) {
        MemberRow row = new MemberRow();
        row.key = new Key(member.imageId(), member.projectId());
        row.status = member.status().wireName();
        row.createdAt = member.createdAt();
        row.updatedAt = member.updatedAt();
        return row;
    }

    ImageMember toMember() {
        return new ImageMember(
                key.imageId(), key.project(), MemberStatus.of(status).orElseThrow(), createdAt, updatedAt);
    }
}
