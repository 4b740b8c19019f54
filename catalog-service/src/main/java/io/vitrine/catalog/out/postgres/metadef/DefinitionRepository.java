/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.metadef;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.metadef.Definition;
import io.vitrine.catalog.domain.metadef.Definition.Kind;
import io.vitrine.catalog.domain.metadef.Namespace;
import io.vitrine.catalog.domain.metadef.ResourceType;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What namespaces define. Whoever changes it has locked the namespace. */
@ApplicationScoped
public class DefinitionRepository {

    private static final String TYPE_IS_KNOWN =
            "INSERT INTO metadef_resource_type (name, created_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    /** One definition. */
    public Uni<Optional<Definition>> find(Tx tx, Namespace namespace, Kind kind, String name) {
        return tx.session()
                .get(DefinitionRow.class, new DefinitionRow.Key(namespace.id(), kind.wireName(), name))
                .map(row -> Optional.ofNullable(row).map(DefinitionRow::toDefinition));
    }

    /** Everything that a namespace defines, by name. */
    public Uni<List<Definition>> list(Tx tx, Namespace namespace) {
        return list(tx, List.of(namespace)).map(all -> all.getOrDefault(namespace.id(), List.of()));
    }

    /** Everything that these namespaces define, by name. */
    public Uni<Map<UUID, List<Definition>>> list(Tx tx, Collection<Namespace> namespaces) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM metadef_definition WHERE namespace_id = ANY(?1) ORDER BY name",
                        DefinitionRow.class)
                .setParameter(1, namespaces.stream().map(Namespace::id).toArray(UUID[]::new))
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.key.namespaceId(),
                                Collectors.mapping(DefinitionRow::toDefinition, Collectors.toList()))));
    }

    /** Adds definitions. */
    public Uni<Void> insert(Tx tx, Namespace namespace, List<Definition> definitions) {
        return Multi.createFrom()
                .iterable(definitions)
                .onItem()
                .transformToUniAndConcatenate(definition -> insert(tx, namespace, definition))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> insert(Tx tx, Namespace namespace, Definition definition) {
        Uni<Void> inserted = tx.session().insert(DefinitionRow.of(namespace.id(), definition));
        return definition.kind() == Kind.RESOURCE_TYPE
                ? inserted.call(() -> tx.session()
                        .createNativeQuery(TYPE_IS_KNOWN)
                        .setParameter(1, definition.name())
                        .setParameter(2, definition.createdAt())
                        .executeUpdate())
                : inserted;
    }

    /** Removes a definition. */
    public Uni<Void> delete(Tx tx, Namespace namespace, Definition definition) {
        return tx.session().delete(DefinitionRow.of(namespace.id(), definition));
    }

    /** Removes all definitions of a kind. */
    public Uni<Void> clear(Tx tx, Namespace namespace, Kind kind) {
        return tx.session()
                .createNativeQuery("DELETE FROM metadef_definition WHERE namespace_id = ?1 AND kind = ?2")
                .setParameter(1, namespace.id())
                .setParameter(2, kind.wireName())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The types of resources that definitions are or were for, by name. */
    public Uni<List<ResourceType>> resourceTypes(Tx tx) {
        return tx.session()
                .createNativeQuery("SELECT * FROM metadef_resource_type ORDER BY name", ResourceTypeRow.class)
                .getResultList()
                .map(rows -> rows.stream().map(ResourceTypeRow::toResourceType).toList());
    }
}
