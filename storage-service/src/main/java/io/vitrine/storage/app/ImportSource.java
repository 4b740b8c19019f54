/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.unpack.Unpacker;
import io.vitrine.storage.out.web.WebSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Where an import's bytes come from: the web, the data that is staged or stored, and then the first copy made of it. */
@ApplicationScoped
class ImportSource {

    private static final Logger LOG = Logger.getLogger(ImportSource.class);

    private final Stores stores;
    private final ReadableCopies readable;
    private final WebSource web;
    private final Unpacker unpacker;
    private final Blocking blocking;
    private final boolean decompress;

    ImportSource(
            Stores stores,
            ReadableCopies readable,
            WebSource web,
            Unpacker unpacker,
            Blocking blocking,
            StorageConfig config) {
        this.stores = stores;
        this.readable = readable;
        this.web = web;
        this.unpacker = unpacker;
        this.blocking = blocking;
        this.decompress = config.imports().decompress();
    }

    /** The bytes for the next copy. */
    Uni<Bytes> open(ImportRun run) {
        ImportOrder order = run.order();
        if (!run.copies().isEmpty()) {
            return stored(run, run.copies(), run.taken().digests());
        }
        UploadResult stored = order.source();
        Uni<Bytes> bytes = stored == null
                ? web.fetch(URI.create(order.uri()), order.imageSizeCap())
                        .map(download -> new Bytes(download.length(), null, download::drainTo))
                : stored(run, stored.copies(), known(stored));
        return decompress && !order.method().equals(ImportOffer.COPY_IMAGE)
                ? bytes.map(packed -> unpacked(packed, order.imageSizeCap()))
                : bytes;
    }

    private static Digests known(UploadResult stored) {
        return new Digests(
                stored.size(), stored.checksum(), HashAlgorithm.of(stored.osHashAlgo()), stored.osHashValue());
    }

    private Uni<Bytes> stored(ImportRun run, List<Copy> copies, Digests known) {
        return readable.of(copies)
                .flatMap(ordered -> blocking.call(
                        () -> new Bytes(known.size(), known, new StoredBody(find(run, ordered, known.size())))));
    }

    private Bytes unpacked(Bytes packed, long cap) {
        return new Bytes(null, null, sink -> unpacker.unpack(packed.body()::drainTo, cap, sink));
    }

    private StoredObject find(ImportRun run, List<Copy> copies, long size) {
        return copies.stream()
                .flatMap(copy -> find(run, copy).stream())
                .filter(object -> object.size() == size)
                .findFirst()
                .orElseThrow(() -> new StorageError.Unavailable(
                        "The data to import cannot be read from the store it is in.", null));
    }

    private Optional<StoredObject> find(ImportRun run, Copy copy) {
        try {
            return stores.get(copy.store()).find(copy.blob());
        } catch (IOException | StorageError e) {
            LOG.warnf(
                    e,
                    "A copy cannot be read now imageId=%s store=%s blob=%s",
                    run.job().imageId(),
                    copy.store(),
                    copy.blob());
            return Optional.empty();
        }
    }

    /**
     * Bytes to be taken in once.
     *
     * @param length how many; null when not known
     * @param known what they have to be; null when not known
     */
    record Bytes(Long length, Digests known, Body body) {}
}
