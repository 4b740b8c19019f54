/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What images are held deactivated for. Whoever asks has locked the image. */
@ApplicationScoped
public class FreezeRepository {

    /** Whether anything holds the image. */
    public Uni<Boolean> any(Tx tx, UUID imageId) {
        return tx.session()
                .createNativeQuery("SELECT EXISTS (SELECT FROM image_freeze WHERE image_id = ?1)", Boolean.class)
                .setParameter(1, imageId)
                .getSingleResult();
    }

    /** Adds one, unless it is there. */
    public Uni<Void> add(Tx tx, UUID imageId, UUID freezeId) {
        return tx.session()
                .createNativeQuery(
                        "INSERT INTO image_freeze (image_id, freeze_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
                .setParameter(1, imageId)
                .setParameter(2, freezeId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Removes one.
     *
     * @return whether it was there
     */
    public Uni<Boolean> remove(Tx tx, UUID imageId, UUID freezeId) {
        return tx.session()
                .createNativeQuery("DELETE FROM image_freeze WHERE image_id = ?1 AND freeze_id = ?2")
                .setParameter(1, imageId)
                .setParameter(2, freezeId)
                .executeUpdate()
                .map(removed -> removed > 0);
    }

    /**
     * Removes all of an image.
     *
     * @return whether there was one
     */
    public Uni<Boolean> removeAll(Tx tx, UUID imageId) {
        return tx.session()
                .createNativeQuery("DELETE FROM image_freeze WHERE image_id = ?1")
                .setParameter(1, imageId)
                .executeUpdate()
                .map(removed -> removed > 0);
    }
}
