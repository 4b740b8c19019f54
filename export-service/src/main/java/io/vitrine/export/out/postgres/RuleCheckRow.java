/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** An image that rules are to be held against. */
@Entity
@Table(name = "rule_check")
class RuleCheckRow {

    @Id
    @Column(name = "image_id")
    UUID imageId;
}
