/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.MemberStatus;
import io.vitrine.catalog.out.postgres.MemberRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** A project's answer to an image offered to it. */
@ApplicationScoped
public class AnswerShare {

    private final Transactions transactions;
    private final ImageAccess access;
    private final MemberAccess visibleMembers;
    private final MemberRepository members;
    private final ImageChanges changes;
    private final Clock clock;

    AnswerShare(
            Transactions transactions,
            ImageAccess access,
            MemberAccess visibleMembers,
            MemberRepository members,
            ImageChanges changes,
            Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.visibleMembers = visibleMembers;
        this.members = members;
        this.changes = changes;
        this.clock = clock;
    }

    /** Sets the answer; the same answer again changes nothing. */
    public Uni<ImageMember> answer(Caller caller, UUID id, String projectId, MemberStatus answer) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.SHOW).flatMap(image -> {
            image.requireShareable();
            return visibleMembers
                    .get(tx, caller, image, projectId)
                    .call(member -> access.read(tx, caller, id, Action.ANSWER_SHARE))
                    .flatMap(member -> member.status() == answer
                            ? Uni.createFrom().item(member)
                            : keep(tx, caller, image, member.answered(answer, clock.instant())));
        }));
    }

    private Uni<ImageMember> keep(Tx tx, Caller caller, Image image, ImageMember answered) {
        CatalogEvent fact = switch (answered.status()) {
            case ACCEPTED -> new CatalogEvent.ShareAccepted(answered.projectId());
            case REJECTED, PENDING ->
                new CatalogEvent.ShareRejected(
                        answered.projectId(), answered.status().wireName());
        };
        return members.save(tx, answered)
                .flatMap(saved -> changes.say(tx, caller.actor(), image, List.of(fact)))
                .replaceWith(answered);
    }
}
