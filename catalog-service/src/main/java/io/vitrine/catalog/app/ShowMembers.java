/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Shows with whom an image is shared. */
@ApplicationScoped
public class ShowMembers {

    private final Transactions transactions;
    private final ImageAccess access;
    private final MemberAccess members;

    ShowMembers(Transactions transactions, ImageAccess access, MemberAccess members) {
        this.transactions = transactions;
        this.access = access;
        this.members = members;
    }

    /** All members the caller may know of. */
    public Uni<List<ImageMember>> list(Caller caller, UUID id) {
        return transactions.read(tx -> access.read(tx, caller, id, Action.SHOW).flatMap(image -> {
            image.requireShareable();
            return members.list(tx, caller, image);
        }));
    }

    /** One member; whatever hides it, it is not found. */
    public Uni<ImageMember> show(Caller caller, UUID id, String projectId) {
        return transactions.read(tx -> access.read(tx, caller, id, Action.LIST_MEMBERS)
                .flatMap(image -> {
                    image.requireShareable();
                    return members.get(tx, caller, image, projectId);
                })
                .onFailure(CatalogError.Forbidden.class)
                .transform(e -> CatalogError.NotFound.member(id, projectId)));
    }
}
