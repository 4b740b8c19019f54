/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Shows one image. */
@ApplicationScoped
public class ShowImage {

    private final Transactions transactions;
    private final ImageAccess access;

    ShowImage(Transactions transactions, ImageAccess access) {
        this.transactions = transactions;
        this.access = access;
    }

    /** The image, if the caller may see it. */
    public Uni<Image> show(Caller caller, UUID id) {
        return transactions.read(tx -> access.read(tx, caller, id, Action.SHOW));
    }
}
