/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.quota.Quotas;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.out.events.CatalogFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.catalog.out.postgres.MemberRepository;
import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Keeps a changed image and says the change, both or neither. */
@ApplicationScoped
class ImageChanges {

    private final ImageRepository images;
    private final MemberRepository members;
    private final CatalogFacts facts;
    private final Quotas quotas;

    ImageChanges(ImageRepository images, MemberRepository members, CatalogFacts facts, Quotas quotas) {
        this.images = images;
        this.members = members;
        this.facts = facts;
        this.quotas = quotas;
    }

    /** Refuses an id that an image had which is deleted. */
    Uni<Void> requireNeverUsed(Tx tx, UUID id) {
        return images.wasDeleted(tx, id).invoke(was -> requireNew(!was, id)).replaceWithVoid();
    }

    /** Adds a new image where its project has room, and says so; refuses an id that is used. */
    Uni<Image> add(Tx tx, Actor actor, Image image) {
        return quotas.requireRoomForImage(tx, image.owner()).chain(() -> insert(tx, actor, image));
    }

    /**
     * As {@link #add}, by one statement that needs neither lock nor transaction.
     *
     * @throws NeedsLock when that does not do, since the project may have only so many images; nothing is added then
     */
    Uni<Image> addOnce(Tx tx, Actor actor, Image image) {
        return quotas.limitImages(tx, image.owner()).flatMap(limited -> {
            if (limited) {
                throw new NeedsLock();
            }
            return insert(tx, actor, image);
        });
    }

    private Uni<Image> insert(Tx tx, Actor actor, Image image) {
        return facts.say(tx, actor, images.insert(image), image, ImageFacts.ofCreation(image))
                .invoke(isNew -> requireNew(isNew, image.id()))
                .replaceWith(image);
    }

    /**
     * Keeps the image as described otherwise, with the facts of that, where its project has room if that is another now;
     * nothing where it is the same.
     */
    Uni<Image> keep(Tx tx, Actor actor, Image before, Image after) {
        if (after.equals(before)) {
            return Uni.createFrom().item(before);
        }
        Uni<Void> room = after.owner().equals(before.owner())
                ? Uni.createFrom().voidItem()
                : quotas.requireRoomForGift(tx, after);
        return room.chain(() -> keep(tx, actor, after, ImageFacts.between(before, after)));
    }

    /**
     * Keeps the image as described otherwise, with the facts of that, by one statement that needs neither lock nor
     * transaction; nothing where it is the same.
     *
     * @throws NeedsLock when that does not do, since somebody else has changed it after {@code before} was read, it is shared
     *     or it is given away; nothing is changed then
     */
    Uni<Image> describe(Tx tx, Actor actor, Image before, Image after) {
        if (after.equals(before)) {
            return Uni.createFrom().item(before);
        }
        if (before.shares() > 0 || !after.owner().equals(before.owner())) {
            return Uni.createFrom().failure(new NeedsLock());
        }
        return facts.say(tx, actor, images.describe(before, after), after, ImageFacts.between(before, after))
                .map(isMade -> {
                    if (!isMade) {
                        throw new NeedsLock();
                    }
                    return after;
                });
    }

    /** The change is to be made in a transaction, under a lock. */
    static final class NeedsLock extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeedsLock() {
            super(null, null, false, false);
        }
    }

    /** Keeps the image as changed, with the facts of the change. */
    Uni<Image> keep(Tx tx, Actor actor, Image changed, List<CatalogEvent> said) {
        return images.save(tx, changed)
                .flatMap(saved -> changed.shares() == 0
                        ? facts.say(tx, actor, changed, List.of(), said).replaceWith(changed)
                        : say(tx, actor, changed, said));
    }

    /** Says facts about an image whose own record did not change, but its members may have. */
    Uni<Image> say(Tx tx, Actor actor, Image image, List<CatalogEvent> said) {
        return members.list(tx, image.id())
                .flatMap(all -> facts.say(tx, actor, image, all, said))
                .replaceWith(image);
    }

    private static void requireNew(boolean isNew, UUID id) {
        if (!isNew) {
            throw new CatalogError.Conflict("Image ID " + id + " already exists!");
        }
    }
}
