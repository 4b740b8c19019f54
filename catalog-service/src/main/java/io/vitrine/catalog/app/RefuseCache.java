/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** There is no cache of images: as by a Glance without one, that is told to those who might use it, and others are refused. */
@ApplicationScoped
public class RefuseCache {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImagePolicy policy;

    RefuseCache(Transactions transactions, ImageAccess access, ImagePolicy policy) {
        this.transactions = transactions;
        this.access = access;
        this.policy = policy;
    }

    /** Refuses what is asked about the whole cache. */
    public Uni<Void> whole(Caller caller) {
        policy.requireCache(caller);
        throw none();
    }

    /** Refuses what is asked about one image in it. */
    public Uni<Void> of(Caller caller, UUID image) {
        return transactions
                .read(tx -> access.read(tx, caller, image, Action.CACHE))
                .chain(() -> Uni.createFrom().failure(none()));
    }

    private static CatalogError none() {
        return new CatalogError.NotFound("Images are not cached at this site.");
    }
}
