/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.metadef;

import io.vitrine.catalog.domain.metadef.Definition;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Something a namespace defines, as its table keeps it. */
@Entity
@Table(name = "metadef_definition")
class DefinitionRow {

    /** One definition of a kind and name in a namespace at most. */
    @Embeddable
    record Key(
            @Column(name = "namespace_id") UUID namespaceId,
            @Column(name = "kind") String kind,
            @Column(name = "name") String name) {}

    @EmbeddedId
    Key key;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> body;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static DefinitionRow of(UUID namespaceId, Definition definition) {
        DefinitionRow row = new DefinitionRow();
        row.key = new Key(namespaceId, definition.kind().wireName(), definition.name());
        row.body = definition.body();
        row.createdAt = definition.createdAt();
        row.updatedAt = definition.updatedAt();
        return row;
    }

    Definition toDefinition() {
        return new Definition(Definition.Kind.of(key.kind()), key.name(), body, createdAt, updatedAt);
    }
}
