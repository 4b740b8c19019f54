/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import io.vitrine.export.domain.Artefact;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** How an {@link Artefact} is kept. Read as an entity, changed by the statements of {@link ArtefactRepository}. */
@Entity
@Table(name = "artefact")
class ArtefactRow {

    /** Exactly what is mapped here: a column it does not know fails the reading. */
    static final String FIELDS =
            "id, cache_key, image_id, size, checksum, hash_algo, hash_value, virtual_size, created_at, used_at ";

    @Id
    UUID id;

    @Column(name = "cache_key")
    String cacheKey;

    @Column(name = "image_id")
    UUID imageId;

    Long size;
    String checksum;

    @Column(name = "hash_algo")
    String hashAlgo;

    @Column(name = "hash_value")
    String hashValue;

    @Column(name = "virtual_size")
    Long virtualSize;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "used_at")
    Instant usedAt;

    Artefact toArtefact() {
        Artefact.Digests digests = size == null ? null : new Artefact.Digests(size, checksum, hashAlgo, hashValue);
        return new Artefact(id, cacheKey, imageId, digests, virtualSize, createdAt, usedAt);
    }
}
