/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Freeze;
import io.vitrine.export.domain.JobPolicy;
import io.vitrine.export.domain.Recipe;
import io.vitrine.export.domain.Requested;
import io.vitrine.export.domain.Source;
import io.vitrine.export.out.catalog.CatalogClient;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes an export on for a user who may read the image. */
@ApplicationScoped
public class RequestExport {

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final AddJob adding;
    private final FreezeImage freezing;
    private final TakeJobs taking;

    RequestExport(
            CatalogClient catalog, Transactions transactions, AddJob adding, FreezeImage freezing, TakeJobs taking) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.adding = adding;
        this.freezing = freezing;
        this.taking = taking;
    }

    /**
     * What is asked for.
     *
     * @param freeze whether the image is to be deactivated meanwhile
     * @param idempotencyKey null without one
     */
    public record Ask(UUID image, Recipe recipe, boolean freeze, String idempotencyKey) {}

    /**
     * The export, new or, where this request came before, as it is; fails with an {@link ExportError} or what the catalog
     * says.
     */
    public Uni<ExportJob> request(Ask ask, Requester user) {
        JobPolicy.requireWrite(user.caller());
        Requested requested =
                new Requested(user.caller().projectId(), user.caller().actor(), null, ask.idempotencyKey());
        return transactions
                .read(tx -> adding.before(tx, requested, ask.image(), ask.recipe()))
                .flatMap(before -> before.map(job -> Uni.createFrom().item(job))
                        .orElseGet(() -> take(ask, requested, user).invoke(taking::wake)));
    }

    private Uni<ExportJob> take(Ask ask, Requested requested, Requester user) {
        UUID id = UUID.randomUUID();
        return catalog.source(ask.image(), user)
                .map(found -> found.orElseThrow(
                        () -> new ExportError.Conflict("The image " + ask.image() + " has no data yet.")))
                .invoke(source -> ask.recipe().requirePossible(source))
                .flatMap(source -> versioned(source, ask.recipe()))
                .flatMap(source -> {
                    Uni<ExportJob> added = transactions.run(tx -> adding.add(tx, id, requested, source, ask.recipe()));
                    return ask.freeze() ? freezing.during(new Freeze(id, source.imageId()), user, added) : added;
                });
    }

    /** A bundle has the image's record in it. */
    private Uni<Source> versioned(Source source, Recipe recipe) {
        return recipe.bundle() == null
                ? Uni.createFrom().item(source)
                : catalog.describe(source.imageId())
                        .map(found -> found.orElseThrow(
                                () -> new ExportError.NotFound("There is no image " + source.imageId() + ".")))
                        .map(image -> source.withVersion(image.updatedAt().toString()));
    }
}
