/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The projects that images are shared with. Whoever changes them has locked the image. */
@ApplicationScoped
public class MemberRepository {

    /** The share of an image with a project. */
    public Uni<Optional<ImageMember>> find(Tx tx, UUID imageId, String projectId) {
        return tx.session()
                .get(MemberRow.class, new MemberRow.Key(imageId, projectId))
                .map(row -> Optional.ofNullable(row).map(MemberRow::toMember));
    }

    /** All shares of an image, oldest first. */
    public Uni<List<ImageMember>> list(Tx tx, UUID imageId) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM image_member WHERE image_id = ?1 ORDER BY created_at, project", MemberRow.class)
                .setParameter(1, imageId)
                .getResultList()
                .map(rows -> rows.stream().map(MemberRow::toMember).toList());
    }

    /** Adds a share. */
    public Uni<Void> insert(Tx tx, ImageMember member) {
        return tx.session().insert(MemberRow.of(member));
    }

    /** Keeps a changed share. */
    public Uni<Void> save(Tx tx, ImageMember member) {
        return tx.session().update(MemberRow.of(member));
    }

    /** Removes a share. */
    public Uni<Void> delete(Tx tx, ImageMember member) {
        return tx.session().delete(MemberRow.of(member));
    }
}
