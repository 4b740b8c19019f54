/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.protection.Protections;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Shows one image. */
@ApplicationScoped
public class ShowImage {

    private final Protections protections;
    private final ImageAccess access;

    ShowImage(Protections protections, ImageAccess access) {
        this.protections = protections;
        this.access = access;
    }

    /** The image, if the caller may see it, with the properties that it may read. */
    public Uni<Image> show(Caller caller, UUID id) {
        return protections.read(
                (tx, rules) -> access.read(tx, caller, id, Action.SHOW).map(image -> rules.seenBy(caller, image)));
    }
}
