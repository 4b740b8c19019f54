/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.protection.Protections;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageId;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.catalog.domain.protection.PropertyRules;
import io.vitrine.catalog.out.postgres.ImageListing;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Lists the images a caller sees, a page at a time. */
@ApplicationScoped
public class ListImages {

    private final Protections protections;
    private final ImageAccess access;
    private final ImageListing listing;
    private final ImagePolicy policy;

    ListImages(Protections protections, ImageAccess access, ImageListing listing, ImagePolicy policy) {
        this.protections = protections;
        this.access = access;
        this.listing = listing;
        this.policy = policy;
    }

    /** The images of the page that the query asks for, with the properties that the caller may read. */
    public Uni<List<Image>> list(Caller caller, ImageQuery query) {
        policy.requireList(caller);
        ImageListing.Reader reader =
                new ImageListing.Reader(Objects.requireNonNullElse(caller.projectId(), ""), caller.isAdmin());
        BiFunction<Tx, PropertyRules, Uni<List<Image>>> work = (tx, rules) -> rules.mayAsk(caller, query)
                ? marker(tx, caller, query)
                        .flatMap(marker -> listing.page(tx, query, reader, marker))
                        .map(images -> images.stream()
                                .map(image -> rules.seenBy(caller, image))
                                .toList())
                : Uni.createFrom().item(List.of());
        return ImageListing.mindsValues(query, reader) ? protections.run(work) : protections.read(work);
    }

    private Uni<Optional<Image>> marker(Tx tx, Caller caller, ImageQuery query) {
        if (query.marker().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        String marker = query.marker().get();
        CatalogError unknown = new CatalogError.Invalid("Invalid marker: there is no image " + marker + ".");
        return access.read(tx, caller, ImageId.parse(marker).orElseThrow(() -> unknown), Action.SHOW)
                .onFailure(CatalogError.NotFound.class)
                .transform(e -> unknown)
                .map(Optional::of);
    }
}
