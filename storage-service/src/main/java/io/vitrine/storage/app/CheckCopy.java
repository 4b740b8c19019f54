/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.Damage;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Reads a stored copy, no faster than the operator allows, and compares it with what it should be. */
@ApplicationScoped
class CheckCopy {

    private final Stores stores;
    private final Blocking blocking;
    private final long rate;
    private volatile boolean stopping;

    CheckCopy(Stores stores, Blocking blocking, StorageConfig config) {
        this.stores = stores;
        this.blocking = blocking;
        this.rate = config.sweep().rate().asLongValue();
    }

    void stop(@Observes ShutdownEvent end) {
        stopping = true;
    }

    /** What is wrong with the copy; empty where nothing is. Fails where it cannot be told because the copy cannot be read. */
    Uni<Optional<Damage>> check(Blob blob) {
        return blocking.call(() -> stores.get(blob.store()).find(blob.key()))
                .flatMap(object -> object.map(found -> read(blob, found))
                        .orElseGet(() -> Uni.createFrom().item(Optional.of(Damage.MISSING))));
    }

    private Uni<Optional<Damage>> read(Blob blob, StoredObject object) {
        Executor here = OnContext.current();
        Hashes hashes = Hashes.ofImage(blob.digests().algorithm());
        Throttle throttle = new Throttle(rate, System.nanoTime());
        return Uni.createFrom()
                .completionStage(() -> new StoredBody(object).drainTo(chunk -> take(chunk, hashes, throttle)))
                .emitOn(here)
                .map(all -> Damage.between(blob.digests(), hashes.digests(object.size(), hashes.conclude())));
    }

    private CompletableFuture<Void> take(ByteBuffer chunk, Hashes hashes, Throttle throttle) {
        if (stopping) {
            return CompletableFuture.failedFuture(new StorageError.Unavailable("This service is stopping.", null));
        }
        int size = chunk.remaining();
        hashes.observers().forEach(each -> each.accept(chunk.duplicate()));
        long pause = throttle.pause(size, System.nanoTime());
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS, Runnable::run));
    }
}
