/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.protection.Protections;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.CreateKey;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.NewImage;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes a new record, without data. */
@ApplicationScoped
public class CreateImage {

    private final Protections protections;
    private final ImageChanges changes;
    private final CreateKeys keys;
    private final ImagePolicy policy;
    private final CatalogRules rules;
    private final Clock clock;

    CreateImage(
            Protections protections,
            ImageChanges changes,
            CreateKeys keys,
            ImagePolicy policy,
            CatalogRules rules,
            Clock clock) {
        this.protections = protections;
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
        if (key.isPresent() || asked.id().isPresent()) {
            return createLocked(caller, asked, key, image);
        }
        // Most projects may have any number of images: they need no lock, which is what a transaction would be for.
        return protections
                .changeOnce((tx, protection) -> {
                    protection.requireCreate(caller, image.details());
                    return changes.addOnce(tx, caller.actor(), image)
                            .map(created -> protection.seenBy(caller, created));
                })
                .onFailure(ImageChanges.NeedsLock.class)
                .recoverWithUni(() -> createLocked(caller, asked, key, image));
    }

    private Uni<Image> createLocked(Caller caller, NewImage asked, Optional<CreateKey> key, Image image) {
        return protections.run((tx, protection) -> {
            protection.requireCreate(caller, image.details());
            return keys.created(tx, caller.actor(), key, image)
                    .flatMap(created -> created.map(present -> Uni.createFrom().item(present))
                            .orElseGet(() -> add(tx, caller, asked, image)))
                    .map(created -> protection.seenBy(caller, created));
        });
    }

    // An id that was made just now needs no look whether it was used before.
    private Uni<Image> add(Tx tx, Caller caller, NewImage asked, Image image) {
        Uni<Void> unused =
                asked.id().isEmpty() ? Uni.createFrom().voidItem() : changes.requireNeverUsed(tx, image.id());
        return unused.chain(() -> changes.add(tx, caller.actor(), image));
    }
}
