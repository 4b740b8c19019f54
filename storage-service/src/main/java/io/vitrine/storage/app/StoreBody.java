/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.ObjectStore;
import io.vitrine.storage.out.objects.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Brings a body into a store, whole and durable or not at all. */
@Startup
@ApplicationScoped
class StoreBody {

    private static final Logger LOG = Logger.getLogger(StoreBody.class);

    private final BeginObject beginning;
    private final Blocking blocking;
    private final int blocks;
    private final HashAlgorithm multihash;

    StoreBody(BeginObject beginning, Blocking blocking, StorageConfig config) {
        this.beginning = beginning;
        this.blocking = blocking;
        this.blocks = config.upload().blocks();
        this.multihash = config.digest().multihash();
        if (multihash == HashAlgorithm.MD5) {
            throw new IllegalStateException("vitrine.storage.digest.multihash: MD5 can be forged; choose another.");
        }
    }

    /**
     * Stores the body. A failure leaves no bytes, but for those a dead process leaves.
     */
    Uni<TakenIn> store(ObjectStore store, UUID key, Body body, Terms terms) {
        Long announced = terms.announced().size();
        if (announced != null && announced > terms.cap()) {
            return Uni.createFrom().failure(StorageError.TooLarge.overCap(terms.cap()));
        }
        long size = announced == null ? 0 : announced;
        return body.file()
                .map(file -> beginning.adopt(store, key, file, size))
                .orElseGet(() -> beginning.begin(store, key, size))
                .flatMap(writer -> write(writer, key, body, terms));
    }

    private Uni<TakenIn> write(ObjectWriter writer, UUID key, Body body, Terms terms) {
        Executor here = OnContext.current();
        Examination examination = new Examination(terms, multihash);
        Intake intake = new Intake(writer, examination.observers(), blocks, Infrastructure.getDefaultWorkerPool());
        return Uni.createFrom()
                .completionStage(() -> body.drainTo(capped(intake, terms.cap())).thenCompose(all -> intake.finish()))
                .emitOn(here)
                .map(examination::conclude)
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
}
