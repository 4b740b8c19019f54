/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.protection.Protections;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePatch;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.Precondition;
import io.vitrine.catalog.domain.protection.PropertyRules;
import io.vitrine.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Changes what is said about an image: all of a patch or nothing. */
@ApplicationScoped
public class PatchImage {

    private final Protections protections;
    private final ImageAccess access;
    private final ImageChanges changes;
    private final ImagePolicy policy;
    private final CatalogRules rules;
    private final Clock clock;

    PatchImage(
            Protections protections,
            ImageAccess access,
            ImageChanges changes,
            ImagePolicy policy,
            CatalogRules rules,
            Clock clock) {
        this.protections = protections;
        this.access = access;
        this.changes = changes;
        this.policy = policy;
        this.rules = rules;
        this.clock = clock;
    }

    /** Applies the patch to the version that is meant, and gives the image as the caller sees it then. */
    public Uni<Image> patch(Caller caller, UUID id, ImagePatch patch, Precondition meant) {
        // Few images are changed by two at once: most need no lock, which is what a transaction would be for.
        return protections
                .changeOnce((tx, protection) -> access.read(tx, caller, id, Action.MODIFY)
                        .flatMap(before -> changes.describe(
                                tx, caller.actor(), before, patched(protection, caller, before, patch, meant)))
                        .map(after -> protection.seenBy(caller, after)))
                .onFailure(ImageChanges.NeedsLock.class)
                .recoverWithUni(() -> patchLocked(caller, id, patch, meant));
    }

    private Uni<Image> patchLocked(Caller caller, UUID id, ImagePatch patch, Precondition meant) {
        return protections.run((tx, protection) -> access.lock(tx, caller, id, Action.MODIFY)
                .flatMap(before ->
                        changes.keep(tx, caller.actor(), before, patched(protection, caller, before, patch, meant)))
                .map(after -> protection.seenBy(caller, after)));
    }

    private Image patched(PropertyRules protection, Caller caller, Image before, ImagePatch patch, Precondition meant) {
        meant.require(before);
        Image after = protection.changed(
                caller, before, seen -> patch.applyTo(seen, policy.mayGiveAway(caller), rules, clock.instant()));
        if (patch.touches("visibility")) {
            policy.requireVisibility(caller, after.details().visibility());
        }
        return after;
    }
}
