/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.metadef;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.metadef.MetadefPolicy;
import io.vitrine.catalog.domain.metadef.Namespace;
import io.vitrine.catalog.out.postgres.metadef.NamespaceRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** A namespace for a caller who means to do something with it: there only if the policy allows that. */
@ApplicationScoped
class NamespaceAccess {

    private final NamespaceRepository namespaces;

    NamespaceAccess(NamespaceRepository namespaces) {
        this.namespaces = namespaces;
    }

    /** The namespace as it is just now. */
    Uni<Namespace> read(Tx tx, Caller caller, String name) {
        MetadefPolicy.requireRead(caller);
        return namespaces.find(tx, name).map(found -> seen(found, caller, name));
    }

    /** The namespace, locked so that it or what it defines can be changed. */
    Uni<Namespace> lock(Tx tx, Caller caller, String name) {
        return namespaces
                .lock(tx, name)
                .map(found -> seen(found, caller, name))
                .invoke(namespace -> MetadefPolicy.requireWrite(caller));
    }

    private static Namespace seen(Optional<Namespace> found, Caller caller, String name) {
        return found.filter(namespace -> MetadefPolicy.maySee(caller, namespace))
                .orElseThrow(() -> Namespace.notFound(name));
    }
}
