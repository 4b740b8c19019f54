/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.NewImage;
import io.vitrine.catalog.out.events.CatalogFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes a new record, without data. */
@ApplicationScoped
public class CreateImage {

    private final Transactions transactions;
    private final ImageRepository images;
    private final CatalogFacts facts;
    private final ImagePolicy policy;
    private final CatalogRules rules;
    private final Clock clock;

    CreateImage(
            Transactions transactions,
            ImageRepository images,
            CatalogFacts facts,
            ImagePolicy policy,
            CatalogRules rules,
            Clock clock) {
        this.transactions = transactions;
        this.images = images;
        this.facts = facts;
        this.policy = policy;
        this.rules = rules;
        this.clock = clock;
    }

    /** Creates an image with these attributes, as decoded from JSON. */
    public Uni<Image> create(Caller caller, Map<String, Object> attributes) {
        NewImage asked = NewImage.of(attributes, caller.projectId(), rules);
        policy.requireCreate(caller, asked);
        Image image = asked.queued(asked.id().orElseGet(UUID::randomUUID), clock.instant());
        return transactions.run(tx -> insert(tx, image)
                .flatMap(inserted -> facts.say(tx, caller.actor(), image, List.of(), ImageFacts.ofCreation(image)))
                .replaceWith(image));
    }

    private Uni<Void> insert(Tx tx, Image image) {
        return images.insert(tx, image)
                .invoke(isNew -> {
                    if (!isNew) {
                        throw new CatalogError.Conflict("Image ID " + image.id() + " already exists!");
                    }
                })
                .replaceWithVoid();
    }
}
