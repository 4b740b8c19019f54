/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Brings a body into a store under a lease, whole and durable or not at all. */
@ApplicationScoped
class StoreBody {

    private static final Logger LOG = Logger.getLogger(StoreBody.class);

    private final KeepLease lease;
    private final CheckFormat format;
    private final Blocking blocking;
    private final int blocks;

    StoreBody(KeepLease lease, CheckFormat format, Blocking blocking, StorageConfig config) {
        this.lease = lease;
        this.format = format;
        this.blocking = blocking;
        this.blocks = config.upload().blocks();
    }

    /** Stores the body as the lease's blob. A failure leaves no bytes, but for those a dead process leaves. */
    Uni<TakenIn> store(ObjectStore store, UploadLease upload, Long announced, Body body) {
        if (announced != null && announced > upload.imageSizeCap()) {
            return Uni.createFrom().failure(StorageError.TooLarge.overCap(upload.imageSizeCap()));
        }
        Uni<TakenIn> stored = blocking.call(() -> store.create(upload.lease(), announced == null ? 0 : announced))
                .flatMap(writer -> write(writer, upload, announced, body));
        return lease.during(upload, stored);
    }

    private Uni<TakenIn> write(ObjectWriter writer, UploadLease upload, Long announced, Body body) {
        Executor here = OnContext.current();
        Intake intake = new Intake(writer, blocks, Infrastructure.getDefaultWorkerPool());
        return Uni.createFrom()
                .completionStage(() ->
                        body.drainTo(capped(intake, upload.imageSizeCap())).thenCompose(all -> intake.finish()))
                .emitOn(here)
                .invoke(taken -> requireSize(announced, taken.digests().size()))
                .invoke(taken -> format.check(upload, taken.inspection()))
                .call(() -> blocking.run(writer::commit))
                .onTermination()
                .call(() -> Uni.createFrom()
                        .completionStage(intake.quiet())
                        .emitOn(here)
                        .chain(() -> blocking.run(writer::abort))
                        .onFailure()
                        .invoke(e ->
                                LOG.warnf(e, "What an upload wrote is left to the reconciler blob=%s", upload.lease()))
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
}
