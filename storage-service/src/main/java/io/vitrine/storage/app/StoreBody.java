/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Brings a body into a store, whole and durable or not at all. */
@ApplicationScoped
class StoreBody {

    private static final Logger LOG = Logger.getLogger(StoreBody.class);

    private final Blocking blocking;
    private final int blocks;

    StoreBody(Blocking blocking, StorageConfig config) {
        this.blocking = blocking;
        this.blocks = config.upload().blocks();
    }

    /**
     * Stores the body. A failure leaves no bytes, but for those a dead process leaves.
     *
     * @param verdict is given what the body turned out to be, before it is made to stay; may refuse it by throwing
     */
    Uni<TakenIn> store(ObjectStore store, UUID key, Size size, Body body, Consumer<TakenIn> verdict) {
        Long announced = size.announced();
        if (announced != null && announced > size.cap()) {
            return Uni.createFrom().failure(StorageError.TooLarge.overCap(size.cap()));
        }
        return blocking.call(() -> store.create(key, announced == null ? 0 : announced))
                .flatMap(writer -> write(writer, key, size, body, verdict));
    }

    private Uni<TakenIn> write(ObjectWriter writer, UUID key, Size size, Body body, Consumer<TakenIn> verdict) {
        Executor here = OnContext.current();
        Intake intake = new Intake(writer, blocks, Infrastructure.getDefaultWorkerPool());
        return Uni.createFrom()
                .completionStage(() -> body.drainTo(capped(intake, size.cap())).thenCompose(all -> intake.finish()))
                .emitOn(here)
                .invoke(taken -> requireSize(size.announced(), taken.digests().size()))
                .invoke(verdict)
                .call(() -> blocking.run(writer::commit))
                .onTermination()
                .call(() -> Uni.createFrom()
                        .completionStage(intake.quiet())
                        .emitOn(here)
                        .chain(() -> blocking.run(writer::abort))
                        .onFailure()
                        .invoke(e -> LOG.warnf(e, "What an upload wrote is left to the reconciler blob=%s", key))
                        .onFailure()
                        .recoverWithNull());
    }

    private static Function<ByteBuffer, CompletableFuture<Void>> capped(Intake intake, long cap) {
        return chunk -> intake.size() + chunk.remaining() > cap
                ? CompletableFuture.failedFuture(StorageError.TooLarge.overCap(cap))
                : intake.take(chunk);
    }

    private static void requireSize(Long announced, long size) {
        if (announced != null && announced != size) {
            throw new StorageError.Invalid(
                    "The body has " + size + " bytes, but " + announced + " were announced for it.");
        }
    }

    /**
     * How many bytes may come.
     *
     * @param announced exactly so many; null when not known
     * @param cap never more
     */
    record Size(Long announced, long cap) {}
}
