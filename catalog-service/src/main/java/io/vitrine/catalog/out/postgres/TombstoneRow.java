/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The id of a deleted image, as its table keeps it. */
@Entity
@Table(name = "image_tombstone")
class TombstoneRow {

    @Id
    UUID id;
}
