/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.postgres.ImportJobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Keeps the token that an import acts with, from the request until the import is over, in its job's row and sealed. The row
 * is there before the catalog hears of the import, so that no crash loses the token; what the catalog never took on, the
 * next round finds to be over.
 */
@ApplicationScoped
class KeepToken {

    private final Transactions transactions;
    private final ImportJobRepository jobs;
    private final Duration patience;

    KeepToken(Transactions transactions, ImportJobRepository jobs, StorageConfig config) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.patience =
                config.catalog().timeout().multipliedBy(2).plus(config.imports().claim());
    }

    /** Keeps the token for an import that is yet to be ordered, and says under what id and with what key it is found. */
    Uni<Kept> keep(UUID imageId, String token) {
        return Uni.createFrom().deferred(() -> {
            SealedToken sealed = SealedToken.of(token);
            UUID lease = UUID.randomUUID();
            return transactions
                    .run(tx -> jobs.prepare(tx, lease, imageId, sealed.text(), patience))
                    .replaceWith(new Kept(lease, sealed.key()));
        });
    }

    /** Forgets the token of an import that was not ordered. */
    Uni<Void> forget(Kept kept) {
        return transactions.run(tx -> jobs.remove(tx, kept.lease()));
    }

    /** The token; fails with {@link StorageError.Invalid} where it is not kept. */
    Uni<String> find(UUID lease, String key) {
        return transactions
                .read(tx -> jobs.token(tx, lease))
                .map(found -> found.filter(text -> key != null)
                        .map(text -> new SealedToken(text, key).open())
                        .orElseThrow(() -> new StorageError.Invalid(
                                "The token that the import was asked for with is not kept any more. Ask again.")));
    }

    /** Where a token is. */
    record Kept(UUID lease, String key) {

        /** Keeps the key out of logs. */
        @Override
        public String toString() {
            return "Kept[" + lease + "]";
        }
    }
}
