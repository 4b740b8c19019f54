/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.Precondition;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Puts single tags on an image and takes them off. */
@ApplicationScoped
public class TagImage {

    private final Transactions transactions;
    private final ImageAccess access;
    private final ImageChanges changes;
    private final CatalogRules rules;
    private final Clock clock;

    TagImage(Transactions transactions, ImageAccess access, ImageChanges changes, CatalogRules rules, Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.changes = changes;
        this.rules = rules;
        this.clock = clock;
    }

    /** Puts the tag on the version that is meant; one that is there already changes nothing. */
    public Uni<Void> add(Caller caller, UUID id, String tag, Precondition meant) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.MODIFY)
                .invoke(meant::require)
                .flatMap(image -> keep(tx, caller, image, image.tagged(tag, rules, clock.instant()))));
    }

    /** Takes the tag off the version that is meant; it must be there. */
    public Uni<Void> remove(Caller caller, UUID id, String tag, Precondition meant) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.MODIFY)
                .invoke(meant::require)
                .flatMap(image -> keep(
                        tx,
                        caller,
                        image,
                        image.untagged(tag, rules, clock.instant())
                                .orElseThrow(() -> new CatalogError.NotFound(
                                        "Image " + id + " does not have the tag " + tag + ".")))));
    }

    private Uni<Void> keep(Tx tx, Caller caller, Image before, Image after) {
        return changes.keep(tx, caller.actor(), before, after).replaceWithVoid();
    }
}
