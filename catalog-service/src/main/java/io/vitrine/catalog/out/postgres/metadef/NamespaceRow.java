/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.metadef;

import io.vitrine.catalog.domain.metadef.Namespace;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A namespace as its table keeps it. */
@Entity
@Table(name = "metadef_namespace")
class NamespaceRow {

    @Id
    UUID id;

    String namespace;

    @Column(name = "display_name")
    String displayName;

    String description;
    String visibility;

    @Column(name = "protected")
    boolean isProtected;

    String owner;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static NamespaceRow of(Namespace namespace) {
        NamespaceRow row = new NamespaceRow();
        row.id = namespace.id();
        row.namespace = namespace.name();
        row.displayName = namespace.about().displayName();
        row.description = namespace.about().description();
        row.visibility = namespace.isPublic() ? "public" : "private";
        row.isProtected = namespace.isProtected();
        row.owner = namespace.owner();
        row.createdAt = namespace.createdAt();
        row.updatedAt = namespace.updatedAt();
        return row;
    }

    Namespace toNamespace() {
        return new Namespace(
                id,
                namespace,
                new Namespace.About(displayName, description),
                visibility.equals("public"),
                isProtected,
                owner,
                createdAt,
                updatedAt);
    }
}
