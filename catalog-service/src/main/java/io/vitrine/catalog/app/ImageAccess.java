/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.Visibility;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.catalog.out.postgres.MemberRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** An image for a caller who means to do something with it: there only if the policy allows that. */
@ApplicationScoped
class ImageAccess {

    private final ImageRepository images;
    private final MemberRepository members;
    private final ImagePolicy policy;

    ImageAccess(ImageRepository images, MemberRepository members, ImagePolicy policy) {
        this.images = images;
        this.members = members;
        this.policy = policy;
    }

    /** The image as it is just now. */
    Uni<Image> read(Tx tx, Caller caller, UUID id, Action action) {
        return images.find(tx, id).flatMap(found -> permitted(tx, caller, id, action, found));
    }

    /** The image, locked to be changed. */
    Uni<Image> lock(Tx tx, Caller caller, UUID id, Action action) {
        return images.lock(tx, id).flatMap(found -> permitted(tx, caller, id, action, found));
    }

    private Uni<Image> permitted(Tx tx, Caller caller, UUID id, Action action, Optional<Image> found) {
        Image image = found.orElseThrow(() -> CatalogError.NotFound.image(id));
        return isMember(tx, caller, image).map(member -> {
            policy.require(caller, action, image, member);
            return image;
        });
    }

    private Uni<Boolean> isMember(Tx tx, Caller caller, Image image) {
        boolean matters = image.details().visibility() == Visibility.SHARED
                && !caller.isAdmin()
                && caller.projectId() != null
                && !caller.projectId().equals(image.owner());
        return matters
                ? members.find(tx, image.id(), caller.projectId()).map(Optional::isPresent)
                : Uni.createFrom().item(false);
    }
}
