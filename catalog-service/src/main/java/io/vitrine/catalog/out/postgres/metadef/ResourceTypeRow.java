/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.metadef;

import io.vitrine.catalog.domain.metadef.ResourceType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A type of resource as its table keeps it. */
@Entity
@Table(name = "metadef_resource_type")
class ResourceTypeRow {

    @Id
    String name;

    @Column(name = "created_at")
    Instant createdAt;

    ResourceType toResourceType() {
        return new ResourceType(name, createdAt);
    }
}
