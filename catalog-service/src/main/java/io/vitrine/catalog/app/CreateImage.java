/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.quota.Quotas;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.NewImage;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Makes a new record, without data. */
@ApplicationScoped
public class CreateImage {

    private final Transactions transactions;
    private final ImageChanges changes;
    private final Quotas quotas;
    private final ImagePolicy policy;
    private final CatalogRules rules;
    private final Clock clock;

    CreateImage(
            Transactions transactions,
            ImageChanges changes,
            Quotas quotas,
            ImagePolicy policy,
            CatalogRules rules,
            Clock clock) {
        this.transactions = transactions;
        this.changes = changes;
        this.quotas = quotas;
        this.policy = policy;
        this.rules = rules;
        this.clock = clock;
    }

    /** Creates an image with these attributes, as decoded from JSON. */
    public Uni<Image> create(Caller caller, Map<String, Object> attributes) {
        NewImage asked = NewImage.of(attributes, caller.projectId(), rules);
        policy.requireCreate(caller, asked);
        Image image = asked.queued(asked.id().orElseGet(UUID::randomUUID), clock.instant());
        return transactions.run(tx -> quotas.requireRoomForImage(tx, image.owner())
                .flatMap(allowed -> changes.add(tx, caller.actor(), image)));
    }
}
