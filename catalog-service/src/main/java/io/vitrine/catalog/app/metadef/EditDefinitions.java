/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.metadef;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.metadef.Definition;
import io.vitrine.catalog.domain.metadef.Definition.Kind;
import io.vitrine.catalog.domain.metadef.Namespace;
import io.vitrine.catalog.domain.metadef.NamespaceContents;
import io.vitrine.catalog.out.postgres.metadef.DefinitionRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Changes what a namespace defines. */
@ApplicationScoped
public class EditDefinitions {

    private final Transactions transactions;
    private final NamespaceAccess access;
    private final DefinitionRepository definitions;
    private final Clock clock;

    EditDefinitions(Transactions transactions, NamespaceAccess access, DefinitionRepository definitions, Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** Adds a definition. */
    public Uni<Definition> add(Caller caller, String namespace, Kind kind, Map<String, Object> attributes) {
        return addAll(caller, namespace, kind, List.of(attributes), true).map(List::getFirst);
    }

    /**
     * Adds several definitions of a kind at once.
     *
     * @param beside whether those that are there stay
     */
    public Uni<List<Definition>> addAll(
            Caller caller, String namespace, Kind kind, List<Map<String, Object>> attributes, boolean beside) {
        List<Definition> added = attributes.stream()
                .map(one -> Definition.of(kind, one, clock.instant()))
                .toList();
        return transactions.run(tx -> access.lock(tx, caller, namespace)
                .flatMap(locked -> cleared(tx, locked, kind, beside)
                        .flatMap(ready -> definitions.list(tx, locked))
                        .invoke(present -> new NamespaceContents(locked, present).requireNew(added))
                        .flatMap(present -> definitions.insert(tx, locked, added))
                        .replaceWith(added)));
    }

    private Uni<Void> cleared(Tx tx, Namespace namespace, Kind kind, boolean beside) {
        return beside ? Uni.createFrom().voidItem() : definitions.clear(tx, namespace, kind);
    }

    /** Puts a definition in the place of another, and may give it another name. */
    public Uni<Definition> replace(
            Caller caller, String namespace, Kind kind, String name, Map<String, Object> attributes) {
        Definition asked = Definition.of(kind, attributes, clock.instant());
        return transactions.run(tx -> access.lock(tx, caller, namespace)
                .flatMap(locked -> definitions.list(tx, locked).flatMap(present -> {
                    Definition before = new NamespaceContents(locked, present).get(kind, name);
                    Definition after = before.replacedBy(asked);
                    List<Definition> others = present.stream()
                            .filter(other -> !other.equals(before))
                            .toList();
                    new NamespaceContents(locked, others).requireNew(List.of(after));
                    return definitions
                            .delete(tx, locked, before)
                            .flatMap(deleted -> definitions.insert(tx, locked, List.of(after)))
                            .replaceWith(after);
                })));
    }

    /** Removes a definition from a namespace that is not protected. */
    public Uni<Void> remove(Caller caller, String namespace, Kind kind, String name) {
        return transactions.run(tx -> access.lock(tx, caller, namespace)
                .invoke(Namespace::requireUnprotected)
                .flatMap(locked -> definitions
                        .find(tx, locked, kind, name)
                        .map(found -> found.orElseThrow(() -> NamespaceContents.notFound(locked, kind, name)))
                        .flatMap(definition -> definitions.delete(tx, locked, definition))));
    }

    /** Removes all definitions of a kind from a namespace that is not protected. */
    public Uni<Void> clear(Caller caller, String namespace, Kind kind) {
        return transactions.run(tx -> access.lock(tx, caller, namespace)
                .invoke(Namespace::requireUnprotected)
                .flatMap(locked -> definitions.clear(tx, locked, kind)));
    }
}
