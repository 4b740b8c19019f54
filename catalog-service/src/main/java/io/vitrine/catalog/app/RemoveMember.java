/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.out.postgres.MemberRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Takes a share back. */
@ApplicationScoped
public class RemoveMember {

    private final Transactions transactions;
    private final ImageAccess access;
    private final MemberAccess visibleMembers;
    private final MemberRepository members;
    private final ImageChanges changes;

    RemoveMember(
            Transactions transactions,
            ImageAccess access,
            MemberAccess visibleMembers,
            MemberRepository members,
            ImageChanges changes) {
        this.transactions = transactions;
        this.access = access;
        this.visibleMembers = visibleMembers;
        this.members = members;
        this.changes = changes;
    }

    /** Removes the member, which must be there. */
    public Uni<Void> remove(Caller caller, UUID id, String projectId) {
        return transactions.run(tx -> access.lock(tx, caller, id, Action.REMOVE_MEMBER)
                .flatMap(image -> {
                    image.requireShareable();
                    return visibleMembers
                            .get(tx, caller, image, projectId)
                            .flatMap(member -> members.delete(tx, member))
                            .flatMap(deleted -> changes.say(
                                    tx, caller.actor(), image, List.of(new CatalogEvent.ShareRevoked(projectId))));
                })
                .replaceWithVoid());
    }
}
