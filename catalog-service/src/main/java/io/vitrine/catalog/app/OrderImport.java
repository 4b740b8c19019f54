/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.ImportMethod;
import io.vitrine.catalog.domain.ImportPlan;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.ImportRequest;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Has an image's data imported: gives the order, and the exclusive right to do it. */
@ApplicationScoped
public class OrderImport {

    private final Transactions transactions;
    private final ImageAccess access;
    private final BeginImport begin;
    private final CatalogConfig config;

    OrderImport(Transactions transactions, ImageAccess access, BeginImport begin, CatalogConfig config) {
        this.transactions = transactions;
        this.access = access;
        this.begin = begin;
        this.config = config;
    }

    /** The order; empty when a copy to all stores finds the data in all of them. */
    public Uni<Optional<ImportOrder>> order(Caller caller, UUID id, ImportRequest request) {
        ImportPlan asked = plan(request);
        Action action = asked.method() == ImportMethod.COPY_IMAGE ? Action.COPY_IMAGE : Action.IMPORT;
        return transactions.run(tx -> access.lock(tx, caller, id, action)
                .flatMap(image -> image.planned(asked)
                        .map(plan -> begin.begin(tx, caller, image, plan, request.task())
                                .map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private ImportPlan plan(ImportRequest request) {
        String name = String.valueOf(request.method());
        ImportMethod method = ImportMethod.of(name)
                .filter(known -> config.imports().methods().contains(name))
                .orElseThrow(() -> new CatalogError.Invalid("Unknown import method '" + name + "'. Known are "
                        + String.join(", ", config.imports().methods()) + "."));
        return new ImportPlan(
                method,
                request.uri(),
                request.digest(),
                request.remote(),
                Objects.requireNonNullElse(request.stores(), List.of()),
                request.allStores(),
                request.allStoresMustSucceed());
    }
}
