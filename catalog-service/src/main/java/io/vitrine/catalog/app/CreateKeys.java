/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.CreateKey;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.out.postgres.CreateKeyRepository;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.Actor;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Has a request that is repeated under its key create nothing again, for as long as keys are kept. */
@ApplicationScoped
class CreateKeys {

    private final Transactions transactions;
    private final CreateKeyRepository keys;
    private final ImageRepository images;
    private final CatalogConfig config;
    private final Clock clock;

    CreateKeys(
            Transactions transactions,
            CreateKeyRepository keys,
            ImageRepository images,
            CatalogConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.images = images;
        this.config = config;
        this.clock = clock;
    }

    /** The image that was created under the key; empty when this one is to be. */
    Uni<Optional<Image>> created(Tx tx, Actor actor, Optional<CreateKey> given, Image image) {
        if (given.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        CreateKey key = given.get();
        return keys.claim(tx, actor, key, image.id(), clock.instant()).flatMap(claim -> {
            key.requireSame(claim.request());
            return claim.image().equals(image.id())
                    ? Uni.createFrom().item(Optional.empty())
                    : images.find(tx, claim.image()).invoke(found -> requireThere(found, key));
        });
    }

    private static void requireThere(Optional<Image> found, CreateKey key) {
        if (found.isEmpty()) {
            throw new CatalogError.Conflict(
                    "The image that was created under the Idempotency-Key " + key.key() + " is deleted.");
        }
    }

    @Scheduled(every = "{vitrine.catalog.create-keys-sweep}", concurrentExecution = SKIP)
    Uni<Void> forget() {
        return transactions.run(tx -> keys.forget(tx, clock.instant().minus(config.createKeysKept())));
    }
}
