/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.vitrine.storage.domain.ImportJob;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** How an {@link ImportJob} is kept. Read as an entity, changed by the statements of {@link ImportJobRepository}. */
@Entity
@Table(name = "import_job")
class ImportJobRow {

    @Id
    UUID lease;

    @Column(name = "image_id")
    UUID imageId;

    int attempts;
    String token;

    ImportJob toJob() {
        return new ImportJob(lease, imageId, attempts);
    }
}
