/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.CopyReplacement;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.postgres.BlobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Puts a new copy in the place of a corrupt one. The new copy lies beside the corrupt one until the catalog has it in its
 * place; only then, and because the catalog says so, the corrupt one is purged. Wherever this dies, the reconciler asks the
 * catalog whether the new one counts.
 */
@ApplicationScoped
class RepairCopy {

    private static final Logger LOG = Logger.getLogger(RepairCopy.class);

    /** Far longer than the catalog's answer can take: until then nobody takes the new copy for given up. */
    private static final Duration UNTIL_GIVEN_UP = Duration.ofHours(1);

    private final CatalogClient catalog;
    private final ReadableCopies readable;
    private final CopyAgain copying;
    private final EndUpload ending;
    private final Transactions transactions;
    private final BlobRepository blobs;

    RepairCopy(
            CatalogClient catalog,
            ReadableCopies readable,
            CopyAgain copying,
            EndUpload ending,
            Transactions transactions,
            BlobRepository blobs) {
        this.catalog = catalog;
        this.readable = readable;
        this.copying = copying;
        this.ending = ending;
        this.transactions = transactions;
        this.blobs = blobs;
    }

    /** Repairs the copy where another one is whole. */
    Uni<Void> repair(Blob corrupt) {
        return catalog.copies(corrupt.imageId()).flatMap(known -> {
            if (!known.copies().contains(corrupt.copy())) {
                return transactions.run(tx -> blobs.purge(tx, corrupt.key(), "copy_removed", null));
            }
            return readable.of(known.copies())
                    .map(all -> all.stream()
                            .filter(copy -> !copy.blob().equals(corrupt.key()))
                            .toList())
                    .flatMap(sources -> from(corrupt, sources));
        });
    }

    private Uni<Void> from(Blob corrupt, List<Copy> sources) {
        if (sources.isEmpty()) {
            LOG.errorf(
                    "A corrupt copy cannot be repaired, for no other is whole: put the bytes back in its place, or delete"
                            + " the image imageId=%s store=%s blob=%s %s=%s",
                    corrupt.imageId(),
                    corrupt.store(),
                    corrupt.key(),
                    corrupt.digests().algorithm().imageApiName(),
                    corrupt.digests().hash());
            return Uni.createFrom().voidItem();
        }
        return copying.fromAny(corrupt, sources).flatMap(fresh -> replace(corrupt, fresh));
    }

    private Uni<Void> replace(Blob corrupt, Blob fresh) {
        return transactions
                .run(tx -> blobs.keep(tx, fresh.lease(), UNTIL_GIVEN_UP))
                .invoke(kept -> {
                    if (!kept) {
                        throw new StorageError.LeaseLost("The new copy was given up while it was being made.");
                    }
                })
                .chain(() -> catalog.replaceCopy(
                        fresh.imageId(), fresh.store(), new CopyReplacement(fresh.key(), corrupt.key())))
                .chain(() -> ending.keep(fresh.key()))
                .invoke(() -> LOG.infof(
                        "Repaired a corrupt copy imageId=%s store=%s blob=%s newBlob=%s",
                        corrupt.imageId(), corrupt.store(), corrupt.key(), fresh.key()))
                .onFailure(StorageError.Refused.class)
                .recoverWithUni(refused -> {
                    LOG.infof(
                            "A new copy is not needed any more imageId=%s store=%s blob=%s: %s",
                            fresh.imageId(), fresh.store(), fresh.key(), refused.getMessage());
                    return ending.discard(fresh);
                });
    }
}
