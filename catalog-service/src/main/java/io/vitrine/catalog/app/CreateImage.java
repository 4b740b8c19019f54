/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.CreateKey;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.NewImage;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes a new record, without data. */
@ApplicationScoped
public class CreateImage {

    private final Transactions transactions;
    private final ImageChanges changes;
    private final CreateKeys keys;
    private final ImagePolicy policy;
    private final CatalogRules rules;
    private final Clock clock;

    CreateImage(
            Transactions transactions,
            ImageChanges changes,
            CreateKeys keys,
            ImagePolicy policy,
            CatalogRules rules,
            Clock clock) {
        this.transactions = transactions;
        this.changes = changes;
        this.keys = keys;
        this.policy = policy;
        this.rules = rules;
        this.clock = clock;
    }

    /** Creates an image with these attributes, as decoded from JSON; under a key that was used, gives the image that is there. */
    public Uni<Image> create(Caller caller, Map<String, Object> attributes, Optional<CreateKey> key) {
        NewImage asked = NewImage.of(attributes, caller.projectId(), rules);
        policy.requireCreate(caller, asked);
        Image image = asked.queued(asked.id().orElseGet(UUID::randomUUID), clock.instant());
        return transactions.run(tx -> keys.created(tx, caller.actor(), key, image)
                .flatMap(created -> created.map(present -> Uni.createFrom().item(present))
                        .orElseGet(() -> changes.add(tx, caller.actor(), image))));
    }
}
