/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.out.postgres.MemberRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Offers an image to a project. */
@ApplicationScoped
public class AddMember {

    private final Transactions transactions;
    private final ImageAccess access;
    private final MemberRepository members;
    private final ImageChanges changes;
    private final CatalogRules rules;
    private final Clock clock;

    AddMember(
            Transactions transactions,
            ImageAccess access,
            MemberRepository members,
            ImageChanges changes,
            CatalogRules rules,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.members = members;
        this.changes = changes;
        this.rules = rules;
        this.clock = clock;
    }

    /** Makes the project a member that has yet to answer. */
    public Uni<ImageMember> add(Caller caller, UUID id, String projectId) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.ADD_MEMBER)
                .flatMap(image -> {
                    image.requireShareable();
                    ImageMember offered = ImageMember.offered(id, projectId, clock.instant());
                    return members.list(tx, id)
                            .invoke(present -> requireRoom(present, offered))
                            .flatMap(present -> members.insert(tx, offered))
                            .flatMap(inserted -> say(tx, caller, image, offered))
                            .replaceWith(offered);
                }));
    }

    private void requireRoom(List<ImageMember> present, ImageMember offered) {
        if (present.stream().anyMatch(member -> member.projectId().equals(offered.projectId()))) {
            throw new CatalogError.Conflict(
                    "Member " + offered.projectId() + " is duplicated for image " + offered.imageId());
        }
        rules.checkMembers(present.size() + 1);
    }

    private Uni<Image> say(Tx tx, Caller caller, Image image, ImageMember offered) {
        CatalogEvent shared = new CatalogEvent.ImageShared(
                offered.projectId(), offered.status().wireName());
        return changes.say(tx, caller.actor(), image, List.of(shared));
    }
}
