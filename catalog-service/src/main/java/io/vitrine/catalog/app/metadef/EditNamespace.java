/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.metadef;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.metadef.MetadefPolicy;
import io.vitrine.catalog.domain.metadef.Namespace;
import io.vitrine.catalog.domain.metadef.NamespaceContents;
import io.vitrine.catalog.domain.metadef.NamespaceDraft;
import io.vitrine.catalog.out.postgres.metadef.DefinitionRepository;
import io.vitrine.catalog.out.postgres.metadef.NamespaceRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes, changes and deletes namespaces. */
@ApplicationScoped
public class EditNamespace {

    private final Transactions transactions;
    private final NamespaceAccess access;
    private final NamespaceRepository namespaces;
    private final DefinitionRepository definitions;
    private final Clock clock;

    EditNamespace(
            Transactions transactions,
            NamespaceAccess access,
            NamespaceRepository namespaces,
            DefinitionRepository definitions,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.namespaces = namespaces;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** Makes a namespace with all that it defines. */
    public Uni<NamespaceContents> create(Caller caller, Map<String, Object> attributes) {
        MetadefPolicy.requireWrite(caller);
        NamespaceDraft draft = draft(caller, attributes);
        Namespace namespace = draft.namespace();
        return transactions.run(tx -> namespaces
                .insert(tx, namespace)
                .invoke(isNew -> requireFree(isNew, namespace))
                .flatMap(inserted -> definitions.insert(tx, namespace, draft.definitions()))
                .replaceWith(new NamespaceContents(namespace, draft.definitions())));
    }

    /** Describes a namespace anew, and may give it another name; what it defines stays. */
    public Uni<NamespaceContents> change(Caller caller, String name, Map<String, Object> attributes) {
        Namespace asked = draft(caller, attributes).namespace();
        return transactions.run(tx -> access.lock(tx, caller, name).flatMap(before -> {
            Namespace after = before.describedBy(asked);
            return namespaces
                    .save(tx, after)
                    .invoke(isNew -> requireFree(isNew, after))
                    .flatMap(saved -> definitions.list(tx, after))
                    .map(all -> new NamespaceContents(after, all));
        }));
    }

    /** Deletes a namespace that is not protected. */
    public Uni<Void> delete(Caller caller, String name) {
        return transactions.run(tx -> access.lock(tx, caller, name)
                .invoke(Namespace::requireUnprotected)
                .flatMap(namespace -> namespaces.delete(tx, namespace)));
    }

    private NamespaceDraft draft(Caller caller, Map<String, Object> attributes) {
        String owner = Objects.requireNonNullElse(caller.projectId(), "");
        return NamespaceDraft.of(UUID.randomUUID(), attributes, owner, clock.instant());
    }

    private static void requireFree(boolean isNew, Namespace namespace) {
        if (!isNew) {
            throw new CatalogError.Conflict("A metadata definition namespace=" + namespace.name() + " already exists.");
        }
    }
}
