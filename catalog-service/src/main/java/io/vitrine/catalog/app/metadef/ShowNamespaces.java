/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.metadef;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.metadef.Definition;
import io.vitrine.catalog.domain.metadef.MetadefPolicy;
import io.vitrine.catalog.domain.metadef.Namespace;
import io.vitrine.catalog.domain.metadef.NamespaceContents;
import io.vitrine.catalog.domain.metadef.NamespaceQuery;
import io.vitrine.catalog.domain.metadef.ResourceType;
import io.vitrine.catalog.out.postgres.metadef.DefinitionRepository;
import io.vitrine.catalog.out.postgres.metadef.NamespaceRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Shows namespaces with what they define. */
@ApplicationScoped
public class ShowNamespaces {

    private final Transactions transactions;
    private final NamespaceAccess access;
    private final NamespaceRepository namespaces;
    private final DefinitionRepository definitions;

    ShowNamespaces(
            Transactions transactions,
            NamespaceAccess access,
            NamespaceRepository namespaces,
            DefinitionRepository definitions) {
        this.transactions = transactions;
        this.access = access;
        this.namespaces = namespaces;
        this.definitions = definitions;
    }

    /** One namespace. */
    public Uni<NamespaceContents> show(Caller caller, String name) {
        return transactions.read(tx -> access.read(tx, caller, name)
                .flatMap(namespace ->
                        definitions.list(tx, namespace).map(all -> new NamespaceContents(namespace, all))));
    }

    /** A page of the namespaces that the caller sees. */
    public Uni<List<NamespaceContents>> list(Caller caller, NamespaceQuery query) {
        MetadefPolicy.requireRead(caller);
        NamespaceRepository.Reader reader =
                new NamespaceRepository.Reader(Objects.requireNonNullElse(caller.projectId(), ""), caller.isAdmin());
        return transactions.read(tx -> marker(tx, caller, query)
                .flatMap(present -> namespaces.list(tx, query, reader))
                .flatMap(page -> definitions.list(tx, page).map(all -> contents(page, all))));
    }

    /** The types of resources that there are definitions for. */
    public Uni<List<ResourceType>> resourceTypes(Caller caller) {
        MetadefPolicy.requireRead(caller);
        return transactions.read(definitions::resourceTypes);
    }

    private Uni<?> marker(Tx tx, Caller caller, NamespaceQuery query) {
        return query.paging().marker().isPresent()
                ? access.read(tx, caller, query.paging().marker().get())
                : Uni.createFrom().voidItem();
    }

    private static List<NamespaceContents> contents(List<Namespace> page, Map<UUID, List<Definition>> all) {
        return page.stream()
                .map(namespace -> new NamespaceContents(namespace, all.getOrDefault(namespace.id(), List.of())))
                .toList();
    }
}
