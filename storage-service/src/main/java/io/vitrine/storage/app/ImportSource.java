/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.DataDigest;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.out.unpack.Unpacker;
import io.vitrine.storage.out.web.RegionImage;
import io.vitrine.storage.out.web.WebSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;

/**
 * Where an import's bytes come from: the web, another region, the data that is staged or stored, and then the first copy
 * made of it.
 */
@ApplicationScoped
class ImportSource {

    private final StoredSource stored;
    private final WebSource web;
    private final FetchRemote remote;
    private final Unpacker unpacker;

    ImportSource(StoredSource stored, WebSource web, FetchRemote remote, Unpacker unpacker) {
        this.stored = stored;
        this.web = web;
        this.remote = remote;
        this.unpacker = unpacker;
    }

    /** The bytes for the next copy. */
    Uni<Bytes> open(ImportRun run) {
        ImportOrder order = run.order();
        if (!run.copies().isEmpty()) {
            return stored.open(run, run.copies(), run.taken().digests());
        }
        return switch (order.method()) {
            case ImportOffer.COPY_IMAGE -> stored(run, order.source());
            default ->
                outside(run).map(bytes -> unpacker.isSwitchedOn() ? unpacked(bytes, order.imageSizeCap()) : bytes);
        };
    }

    /** Bytes that were opened are not those of their copy: they are not opened again. */
    Uni<Void> reject(ImportRun run, Copy copy) {
        return stored.reject(run, copy);
    }

    /** What a user brought or has fetched, in whatever form. */
    private Uni<Bytes> outside(ImportRun run) {
        ImportOrder order = run.order();
        return switch (order.method()) {
            case ImportOffer.GLANCE_DOWNLOAD -> remote.open(run).map(image -> remote(run, image));
            case ImportOffer.WEB_DOWNLOAD ->
                web.fetch(URI.create(order.uri()), order.imageSizeCap())
                        .map(download -> new Bytes(
                                new Announcement(download.length(), declared(order)), null, null, download::drainTo));
            default -> stored(run, order.source());
        };
    }

    /** An image, as it is there. */
    private static Bytes remote(ImportRun run, RegionImage image) {
        run.brings(image.formats(), image.properties());
        return new Bytes(image.announced(), null, null, image.data()::drainTo);
    }

    private Uni<Bytes> stored(ImportRun run, UploadResult source) {
        return stored.open(run, source.copies(), known(source));
    }

    private static Digests known(UploadResult stored) {
        return new Digests(
                stored.size(), stored.checksum(), HashAlgorithm.of(stored.osHashAlgo()), stored.osHashValue());
    }

    /** What is in it; what was declared was declared of the packed bytes. */
    private Bytes unpacked(Bytes packed, long cap) {
        return new Bytes(
                new Announcement(null, List.of()),
                null,
                null,
                sink -> unpacker.unpack(held(packed)::drainTo, cap, sink));
    }

    private static Body held(Bytes packed) {
        Body body = packed.body();
        for (DeclaredDigest declared : packed.announced().digests()) {
            body = new DigestedBody(body, declared);
        }
        return body;
    }

    private static List<DeclaredDigest> declared(ImportOrder order) {
        DataDigest digest = order.digest();
        return digest == null
                ? List.of()
                : List.of(DeclaredDigest.ofHex("os_hash_value", digest.osHashAlgo(), digest.osHashValue()));
    }

    /**
     * Bytes to be taken in once.
     *
     * @param announced what is said of them
     * @param known what they have to be; null when not known
     * @param copy that they are read from; null where they are known by none
     */
    record Bytes(Announcement announced, Digests known, Copy copy, Body body) {}
}
