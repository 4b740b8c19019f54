/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app.quota;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.quota.Budget;
import io.vitrine.catalog.domain.quota.Resource;
import io.vitrine.catalog.out.postgres.quota.QuotaRepository;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps projects within their quotas. What is checked here stays true until the transaction ends: whoever else would use
 * more of the same project's quota waits. A project without limits costs and waits for nothing.
 */
@ApplicationScoped
public class Quotas {

    private static final UUID NO_IMAGE = new UUID(0, 0);

    private final QuotaRepository quotas;
    private final DecidedLimits decided;

    Quotas(QuotaRepository quotas, DecidedLimits decided) {
        this.quotas = quotas;
        this.decided = decided;
    }

    /** Whether the project may have only so many images, so that {@link #requireRoomForImage} is needed. */
    public Uni<Boolean> limitImages(Tx tx, String project) {
        return decided.of(tx, project).map(limits -> limits.limitAny(Resource.IMAGE_COUNT_TOTAL));
    }

    /** Refuses one more image. */
    public Uni<Void> requireRoomForImage(Tx tx, String project) {
        return budget(tx, project, NO_IMAGE, Resource.IMAGE_COUNT_TOTAL)
                .invoke(budget -> budget.requireRoom(Resource.IMAGE_COUNT_TOTAL, 1))
                .replaceWithVoid();
    }

    /** Refuses an image that is there already, with its data, where it is given to a project. */
    public Uni<Void> requireRoomForGift(Tx tx, Image given) {
        return budget(tx, given.owner(), given.id(), Resource.IMAGE_COUNT_TOTAL, Resource.IMAGE_SIZE_TOTAL)
                .invoke(budget -> {
                    budget.requireRoom(Resource.IMAGE_COUNT_TOTAL, 1);
                    budget.requireRoom(Resource.IMAGE_SIZE_TOTAL, given.occupied());
                })
                .replaceWithVoid();
    }

    /**
     * Refuses to bring that much data to an image.
     *
     * @param kind what the data counts for
     * @param bytes that will come; null when not known, as long as there is room for one
     * @return most bytes that may come
     */
    public Uni<Long> requireRoomForData(Tx tx, Image image, Resource kind, Long bytes) {
        return budget(tx, image.owner(), NO_IMAGE, kind, Resource.IMAGE_COUNT_UPLOADING)
                .map(budget -> {
                    boolean isNew = image.lease() == null;
                    budget.requireRoom(Resource.IMAGE_COUNT_UPLOADING, isNew ? 1 : 0);
                    budget.requireRoom(kind, bytes == null ? 1 : bytes);
                    return budget.room(kind);
                });
    }

    /**
     * Refuses data that came and is more than there is room for.
     *
     * @param kind what the data counts for
     * @param promised bytes that there is room for in any case
     * @param bytes of the image by now
     */
    public Uni<Void> settle(Tx tx, Image image, Resource kind, long promised, long bytes) {
        return bytes <= promised
                ? Uni.createFrom().voidItem()
                : budget(tx, image.owner(), image.id(), kind)
                        .invoke(budget -> budget.requireRoom(kind, bytes))
                        .replaceWithVoid();
    }

    /** How much of a resource the project may use for that image, as it is just now; others may be quicker. */
    public Uni<Long> room(Tx tx, Image image, Resource kind) {
        return decided.of(tx, image.owner())
                .flatMap(limits -> limits.limitAny(kind)
                        ? quotas.usage(tx, image.owner(), image.id())
                                .map(used -> new Budget(image.owner(), limits, used).room(kind))
                        : Uni.createFrom().item(Long.MAX_VALUE));
    }

    private Uni<Budget> budget(Tx tx, String project, UUID without, Resource... resources) {
        return decided.of(tx, project)
                .flatMap(limits -> limits.limitAny(resources)
                        ? quotas.lock(tx, project)
                                .flatMap(locked -> quotas.usage(tx, project, without))
                                .map(used -> new Budget(project, limits, used))
                        : Uni.createFrom().item(new Budget(project, limits, Map.of())));
    }
}
