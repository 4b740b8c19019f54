/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Blob;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.objects.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Brings an import's bytes into its stores, one after the other: the first from the source, the others from the first. */
@ApplicationScoped
class BringCopies {

    private static final Logger LOG = Logger.getLogger(BringCopies.class);

    private final ImportSource source;
    private final Stores stores;
    private final ConvertImport converting;
    private final WriteBlob writing;
    private final JudgeContent content;
    private final StorageConfig.Import config;

    BringCopies(
            ImportSource source,
            Stores stores,
            ConvertImport converting,
            WriteBlob writing,
            JudgeContent content,
            StorageConfig config) {
        this.source = source;
        this.stores = stores;
        this.converting = converting;
        this.writing = writing;
        this.content = content;
        this.config = config.imports();
    }

    /** What was brought; fails with the first store's failure where all must succeed, with the last one's where none did. */
    Uni<UploadResult> bring(ImportRun run) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String store : run.order().stores()) {
            all = all.chain(() -> bringTo(run, store));
        }
        return all.map(done -> run.result());
    }

    private Uni<Void> bringTo(ImportRun run, String store) {
        return Uni.createFrom()
                .deferred(() -> copyInto(run, store))
                .onFailure(e -> !run.order().allStoresMustSucceed() && concernsTheStoreOnly(e))
                .recoverWithUni(e -> {
                    LOG.warnf(
                            e,
                            "A store took no copy imageId=%s store=%s",
                            run.job().imageId(),
                            store);
                    run.failed(store, e);
                    return Uni.createFrom().voidItem();
                });
    }

    private static boolean concernsTheStoreOnly(Throwable e) {
        return !(e instanceof StorageError.LeaseLost
                || e instanceof StorageError.WrongContent
                || e instanceof StorageError.BadSignature);
    }

    private Uni<Void> copyInto(ImportRun run, String store) {
        Blob blob = blob(run.order(), stores.forWriting(store).name());
        return terms(run)
                .flatMap(terms -> source.open(run).map(bytes -> new Incoming(bytes.body(), met(terms, bytes))))
                .flatMap(incoming -> converting.around(run, incoming, ready -> write(run, blob, ready)))
                .invoke(taken -> run.made(new Copy(store, blob.key()), taken))
                .replaceWithVoid()
                .onFailure(DamagedCopy.class)
                .recoverWithUni(e -> source.reject(run, ((DamagedCopy) e).copy).chain(() -> copyInto(run, store)));
    }

    private Uni<TakenIn> write(ImportRun run, Blob blob, Incoming incoming) {
        run.begin(incoming.terms().announced().size());
        return writing.write(blob, config.claim(), run.counted(incoming.body()), incoming.terms());
    }

    /** What is new is judged; a copy only has to be the same. */
    private Uni<Terms> terms(ImportRun run) {
        ImportOrder order = run.order();
        Terms terms = Terms.upTo(order.imageSizeCap());
        return order.method().equals(ImportOffer.COPY_IMAGE) || !run.copies().isEmpty()
                ? Uni.createFrom().item(terms)
                : content.terms(terms, run);
    }

    private static Blob blob(ImportOrder order, String store) {
        return Blob.begun(
                UUID.randomUUID(), order.lease(), order.imageId(), order.ownerProject(), store, order.actor());
    }

    private static Terms met(Terms terms, ImportSource.Bytes bytes) {
        Terms sized = terms.announced(bytes.announced());
        return bytes.known() == null
                ? sized
                : sized.knownBy(bytes.known().algorithm()).judged(taken -> requireSame(bytes, taken));
    }

    /** Refuses bytes that are not those that were staged, stored, or brought to the first store. */
    private static void requireSame(ImportSource.Bytes bytes, TakenIn taken) {
        if (!bytes.known().equals(taken.digests())) {
            throw new DamagedCopy(bytes.copy());
        }
    }

    /** The copy that was read is not what it should be; another may be. */
    private static final class DamagedCopy extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Copy copy;

        private DamagedCopy(Copy copy) {
            super("a damaged copy", null, false, false);
            this.copy = copy;
        }
    }
}
