/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.out.postgres.ImportJobRepository;
import io.vitrine.storage.out.postgres.ResumableUploadRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which work goes on over deaths of those who do it: what it wrote is not to be judged before it is over. */
@ApplicationScoped
class OpenWork {

    private final Transactions transactions;
    private final ImportJobRepository imports;
    private final ResumableUploadRepository uploads;

    OpenWork(Transactions transactions, ImportJobRepository imports, ResumableUploadRepository uploads) {
        this.transactions = transactions;
        this.imports = imports;
        this.uploads = uploads;
    }

    /** Whether an import or a resumable upload goes on under that lease. */
    Uni<Boolean> isUnder(UUID lease) {
        return transactions.read(tx -> imports.isOpen(tx, lease)
                .flatMap(open -> open ? Uni.createFrom().item(true) : uploads.isOpen(tx, lease)));
    }
}
