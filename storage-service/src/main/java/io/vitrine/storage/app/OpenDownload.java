/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.kit.peer.Requester;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.Artefact;
import io.vitrine.storage.domain.ByteRange;
import io.vitrine.storage.domain.Download;
import io.vitrine.storage.domain.DownloadRequest;
import io.vitrine.storage.domain.EntityTag;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.catalog.CatalogClient;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.ArtefactRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Finds the bytes a caller asks for, if the catalog lets them be read. Of several copies it takes the first, by their
 * stores' weights, whose first byte can be read.
 */
@ApplicationScoped
public class OpenDownload {

    private static final Logger LOG = Logger.getLogger(OpenDownload.class);
    private static final int NOT_FOUND = 404;

    private final CatalogClient catalog;
    private final Transactions transactions;
    private final ArtefactRepository artefacts;
    private final ReadableCopies readable;
    private final Stores stores;
    private final Blocking blocking;

    OpenDownload(
            CatalogClient catalog,
            Transactions transactions,
            ArtefactRepository artefacts,
            ReadableCopies readable,
            Stores stores,
            Blocking blocking) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.artefacts = artefacts;
        this.readable = readable;
        this.stores = stores;
        this.blocking = blocking;
    }

    /**
     * Opens an image's data, or a range of it, if the request's conditions hold.
     *
     * @return empty where the image has no data yet; fails with a {@link StorageError}
     */
    public Uni<Optional<Download>> open(UUID imageId, DownloadRequest request, Requester user) {
        return catalog.openDownload(imageId, user).flatMap(grant -> granted(grant, request));
    }

    /**
     * Opens an image's data for another service, whoever may read it.
     *
     * @return as {@link #open}
     */
    public Uni<Optional<Download>> openForService(UUID imageId, DownloadRequest request) {
        return open(imageId, request, null);
    }

    /** Opens an artefact; fails with a {@link StorageError} where there is none. */
    public Uni<Optional<Download>> openArtefact(UUID id, DownloadRequest request) {
        return transactions.read(tx -> artefacts.find(tx, id)).flatMap(found -> {
            Artefact artefact = found.orElseThrow(
                    () -> new StorageError.Refused(NOT_FOUND, "There is no artefact " + id + " here."));
            return granted(Optional.of(artefact.grant()), request);
        });
    }

    private Uni<Optional<Download>> granted(Optional<DownloadGrant> grant, DownloadRequest request) {
        if (request.has(grant.map(EntityTag::of))) {
            return Uni.createFrom()
                    .item(grant.map(g -> new Download(g, Optional.empty(), new Download.Content.Unchanged())));
        }
        return grant.map(g -> found(g, request).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Download> found(DownloadGrant grant, DownloadRequest request) {
        Optional<ByteRange> part = request.part(EntityTag.of(grant), grant.size());
        return readable.of(grant.copies())
                .flatMap(copies -> blocking.call(() -> request.headOnly()
                        ? new Download(grant, part, described(grant, copies))
                        : new Download(grant, part, content(grant, copies, part))));
    }

    /** Finds the bytes and reads none of them. */
    private Download.Content described(DownloadGrant grant, List<Copy> copies) {
        content(grant, copies, 0, 0);
        return new Download.Content.Described();
    }

    private Download.Content content(DownloadGrant grant, List<Copy> copies, Optional<ByteRange> part) {
        return content(
                grant,
                copies,
                part.map(ByteRange::first).orElse(0L),
                part.map(ByteRange::length).orElse(grant.size()));
    }

    private Download.Content content(DownloadGrant grant, List<Copy> copies, long offset, long length) {
        return copies.stream()
                .map(copy -> content(grant, copy, offset, length))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new StorageError.Unavailable(
                        "The data of image " + grant.imageId() + " cannot be read from "
                                + grant.copies().stream()
                                        .map(Copy::store)
                                        .collect(Collectors.joining(", ", "the store ", "."))
                                + " The operator can tell from the log whether it is away or has to be restored.",
                        null));
    }

    private Optional<Download.Content> content(DownloadGrant grant, Copy copy, long offset, long length) {
        try {
            StoredObject object = stores.get(copy.store())
                    .find(copy.blob(), grant.size())
                    .orElseThrow(() -> new NoSuchFileException(copy.blob().toString()));
            return Optional.of(begun(object, offset, length));
        } catch (NoSuchFileException e) {
            LOG.errorf(
                    "A copy of an image's data is missing or damaged: restore it imageId=%s store=%s blob=%s bytes=%d",
                    grant.imageId(), copy.store(), copy.blob(), grant.size());
        } catch (IOException | StorageError e) {
            LOG.warnf(
                    e,
                    "A copy of an image's data cannot be read now imageId=%s store=%s blob=%s",
                    grant.imageId(),
                    copy.store(),
                    copy.blob());
        }
        return Optional.empty();
    }

    /** Sees the beginning, because later there is no way back to another copy. */
    private static Download.Content begun(StoredObject object, long offset, long length) throws IOException {
        return switch (object) {
            case StoredObject.LocalFile file -> {
                try (InputStream bytes = file.open(offset, length)) {
                    bytes.read();
                    yield new Download.Content.File(file.path());
                }
            }
            case StoredObject.Remote remote -> new Download.Content.Passed(remote.begin(offset, length));
        };
    }
}
