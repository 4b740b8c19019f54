/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CreateKey;
import io.vitrine.contract.Actor;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What clients called their requests to create images. */
@ApplicationScoped
public class CreateKeyRepository {

    /** What was asked for under a key, by its digest, and the image that came of it. */
    public record Claim(String request, UUID image) {}

    /**
     * Claims the key for that image, unless it is claimed; of several who do so at once, one waits for the other.
     *
     * @return who has it now
     */
    public Uni<Claim> claim(Tx tx, Actor actor, CreateKey key, UUID image, Instant now) {
        return tx.session()
                .createNativeQuery("INSERT INTO create_key (project, user_id, key, request, image_id, created_at)"
                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING")
                .setParameter(1, Objects.requireNonNullElse(actor.project(), ""))
                .setParameter(2, actor.user())
                .setParameter(3, key.key())
                .setParameter(4, key.request())
                .setParameter(5, image)
                .setParameter(6, now)
                .executeUpdate()
                .flatMap(added ->
                        added == 1 ? Uni.createFrom().item(new Claim(key.request(), image)) : present(tx, actor, key));
    }

    private static Uni<Claim> present(Tx tx, Actor actor, CreateKey key) {
        return tx.session()
                .createNativeQuery(
                        "SELECT request, image_id FROM create_key WHERE project = ?1 AND user_id = ?2 AND key = ?3",
                        Object[].class)
                .setParameter(1, Objects.requireNonNullElse(actor.project(), ""))
                .setParameter(2, actor.user())
                .setParameter(3, key.key())
                .getSingleResult()
                .map(row -> new Claim((String) row[0], (UUID) row[1]));
    }

    /** Forgets the keys claimed before then. */
    public Uni<Void> forget(Tx tx, Instant before) {
        return tx.session()
                .createNativeQuery("DELETE FROM create_key WHERE created_at < ?1")
                .setParameter(1, before)
                .executeUpdate()
                .replaceWithVoid();
    }
}
