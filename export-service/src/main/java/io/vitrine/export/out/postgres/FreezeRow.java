/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import io.vitrine.export.domain.Freeze;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** How a {@link Freeze} is kept. */
@Entity
@Table(name = "image_freeze")
class FreezeRow {

    @Id
    UUID job;

    @Column(name = "image_id")
    UUID imageId;

    Freeze toFreeze() {
        return new Freeze(job, imageId);
    }
}
