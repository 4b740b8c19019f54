/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.vitrine.contract.Actor;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How a {@link Blob} is kept. Read as an entity, changed by the statements of {@link BlobRepository}. */
@Entity
@Table(name = "blob")
class BlobRow {

    @Id
    UUID key;

    UUID lease;

    @Column(name = "image_id")
    UUID imageId;

    @Column(name = "owner_project")
    String ownerProject;

    String store;
    Long size;
    String md5;

    @Column(name = "hash_algo")
    String hashAlgo;

    @Column(name = "hash_value")
    String hashValue;

    @JdbcTypeCode(SqlTypes.JSON)
    Actor actor;

    @Column(name = "causation_id")
    String causationId;

    @Column(name = "purge_reason")
    String purgeReason;

    Blob toBlob() {
        Digests digests = size == null ? null : new Digests(size, md5, HashAlgorithm.of(hashAlgo), hashValue);
        return new Blob(key, lease, imageId, ownerProject, store, digests, actor, causationId, purgeReason);
    }
}
