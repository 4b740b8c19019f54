/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.metadef;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.metadef.Definition;
import io.vitrine.catalog.domain.metadef.Definition.Kind;
import io.vitrine.catalog.domain.metadef.Paging;
import io.vitrine.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Shows what a namespace defines, kind by kind. */
@ApplicationScoped
public class ShowDefinitions {

    private final ShowNamespaces namespaces;

    ShowDefinitions(ShowNamespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** All definitions of a kind that are in the page. */
    public Uni<List<Definition>> list(Caller caller, String namespace, Kind kind, Paging page) {
        return namespaces.show(caller, namespace).map(contents -> page.of(contents.all(kind)));
    }

    /** One definition. */
    public Uni<Definition> show(Caller caller, String namespace, Kind kind, String name) {
        return namespaces.show(caller, namespace).map(contents -> contents.get(kind, name));
    }

    /** A property by the name that it has on a resource of that type. */
    public Uni<Definition> propertyOn(Caller caller, String namespace, String resourceType, String name) {
        return namespaces.show(caller, namespace).map(contents -> {
            String prefix = contents.get(Kind.RESOURCE_TYPE, resourceType).text("prefix");
            String bare = Optional.ofNullable(prefix)
                    .filter(name::startsWith)
                    .map(known -> name.substring(known.length()))
                    .orElseThrow(() -> new CatalogError.NotFound("Property " + name
                            + " does not start with the expected resource type association prefix of '" + prefix
                            + "'."));
            return contents.get(Kind.PROPERTY, bare);
        });
    }
}
