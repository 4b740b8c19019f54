/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.vitrine.storage.domain.Artefact;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** How an {@link Artefact} is kept. Changed by the statements of {@link ArtefactRepository}. */
@Entity
@Table(name = "artefact")
class ArtefactRow {

    @Id
    UUID id;

    String store;
    Long size;
    String md5;

    @Column(name = "hash_algo")
    String hashAlgo;

    @Column(name = "hash_value")
    String hashValue;

    @Column(name = "begun_at")
    Instant begunAt;

    Artefact toArtefact() {
        Digests digests = hashValue == null ? null : new Digests(size, md5, HashAlgorithm.of(hashAlgo), hashValue);
        return new Artefact(id, store, digests, begunAt);
    }
}
