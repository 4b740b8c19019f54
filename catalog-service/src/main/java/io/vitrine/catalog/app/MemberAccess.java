/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.out.postgres.MemberRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** An image's members as a caller may know them: all for its owner and admins, only itself for a member. */
@ApplicationScoped
class MemberAccess {

    private final MemberRepository members;
    private final ImagePolicy policy;

    MemberAccess(MemberRepository members, ImagePolicy policy) {
        this.members = members;
        this.policy = policy;
    }

    Uni<List<ImageMember>> list(Tx tx, Caller caller, Image image) {
        return members.list(tx, image.id())
                .map(all -> all.stream()
                        .filter(member -> policy.maySeeMember(caller, image, member.projectId()))
                        .toList());
    }

    Uni<ImageMember> get(Tx tx, Caller caller, Image image, String projectId) {
        return members.find(tx, image.id(), projectId)
                .map(found -> found.filter(member -> policy.maySeeMember(caller, image, projectId))
                        .orElseThrow(() -> CatalogError.NotFound.member(image.id(), projectId)));
    }
}
