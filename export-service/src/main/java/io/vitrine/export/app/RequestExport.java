/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.JobPolicy;
import io.vitrine.export.domain.Recipe;
import io.vitrine.export.domain.Requested;
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

    RequestExport(CatalogClient catalog, Transactions transactions, AddJob adding) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.adding = adding;
    }

    /**
     * The export, new or, where this request came before, as it is; fails with an {@link ExportError} or what the catalog
     * says.
     *
     * @param idempotencyKey null without one
     */
    public Uni<ExportJob> request(UUID imageId, Recipe recipe, String idempotencyKey, Requester user) {
        JobPolicy.requireWrite(user.caller());
        Requested requested =
                new Requested(user.caller().projectId(), user.caller().actor(), null, idempotencyKey);
        return catalog.source(imageId, user)
                .map(found ->
                        found.orElseThrow(() -> new ExportError.Conflict("The image " + imageId + " has no data yet.")))
                .invoke(recipe::requirePossible)
                .flatMap(source -> transactions.run(tx -> adding.add(tx, requested, source, recipe)));
    }
}
