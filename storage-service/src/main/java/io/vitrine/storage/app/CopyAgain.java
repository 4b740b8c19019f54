/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.contract.command.Copy;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes the bytes of a corrupt copy anew, into the same store under a key of their own. */
@ApplicationScoped
class CopyAgain {

    private static final Logger LOG = Logger.getLogger(CopyAgain.class);
    private static final long SLOWEST_PER_SECOND = 5_000_000;

    private final Stores stores;
    private final Blocking blocking;
    private final WriteBlob writing;
    private final EndUpload ending;

    CopyAgain(Stores stores, Blocking blocking, WriteBlob writing, EndUpload ending) {
        this.stores = stores;
        this.blocking = blocking;
        this.writing = writing;
        this.ending = ending;
    }

    /** A whole new copy, from the first of the sources that can be read and has the right bytes. */
    Uni<Blob> fromAny(Blob corrupt, List<Copy> sources) {
        Copy source = sources.getFirst();
        return from(corrupt, source).onFailure().recoverWithUni(e -> {
            LOG.warnf(
                    e,
                    "A corrupt copy could not be repaired imageId=%s store=%s blob=%s from=%s/%s",
                    corrupt.imageId(),
                    corrupt.store(),
                    corrupt.key(),
                    source.store(),
                    source.blob());
            return sources.size() == 1
                    ? Uni.createFrom().failure(e)
                    : fromAny(corrupt, sources.subList(1, sources.size()));
        });
    }

    private Uni<Blob> from(Blob corrupt, Copy source) {
        Blob fresh = Blob.begun(
                UUID.randomUUID(),
                UUID.randomUUID(),
                corrupt.imageId(),
                corrupt.ownerProject(),
                stores.forWriting(corrupt.store()).name(),
                Actor.service("storage"));
        return blocking.call(() -> stores.get(source.store())
                        .find(source.blob())
                        .orElseThrow(() -> new StorageError.Unavailable("The other copy is missing too.", null)))
                .flatMap(object -> write(fresh, corrupt.digests(), object))
                .replaceWith(fresh);
    }

    private Uni<TakenIn> write(Blob fresh, Digests expected, StoredObject source) {
        long size = expected.size();
        Duration time = Duration.ofHours(1).plusSeconds(size / SLOWEST_PER_SECOND);
        return writing.write(
                        fresh,
                        time,
                        new StoredBody(source),
                        Terms.upTo(size)
                                .ofLength(size)
                                .knownBy(expected.algorithm())
                                .judged(taken -> require(expected, taken)))
                .onFailure()
                .call(() -> ending.discard(fresh)
                        .onFailure()
                        .invoke(e -> LOG.warnf(e, "What a repair wrote is left to the reconciler blob=%s", fresh.key()))
                        .onFailure()
                        .recoverWithNull());
    }

    private static void require(Digests expected, TakenIn taken) {
        if (!expected.equals(taken.digests())) {
            throw new StorageError.Unavailable("The other copy is corrupt too.", null);
        }
    }
}
