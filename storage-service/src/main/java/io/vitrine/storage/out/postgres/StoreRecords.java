/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/** What all records together say of a store. */
@ApplicationScoped
public class StoreRecords {

    /** Whether anything was ever written to the store, whole, that is not removed. */
    public Uni<Boolean> any(Tx tx, String store) {
        return tx.session()
                .createNativeQuery(
                        "SELECT EXISTS (SELECT FROM blob WHERE store = ?1 AND size IS NOT NULL)"
                                + " OR EXISTS (SELECT FROM upload_piece WHERE store = ?1 AND size IS NOT NULL)"
                                + " OR EXISTS (SELECT FROM artefact WHERE store = ?1 AND size IS NOT NULL)",
                        Boolean.class)
                .setParameter(1, store)
                .getSingleResult();
    }
}
