/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import io.vitrine.contract.command.Copy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One fact of every kind, as today's code builds it. */
final class Samples {

    static final UUID IMAGE = UUID.fromString("8f2b0f6c-3c54-4c8e-9a36-5d4a5f8f7c11");
    private static final UUID BLOB = UUID.fromString("0b7f3f0e-6a43-4a0b-9c8d-2f6d1b1f9a77");
    private static final UUID TASK = UUID.fromString("6d1f0a52-7c3e-4a0e-8b1d-93a2c4e5f607");
    private static final String OWNER = "5f0c8a2d6a8f4a6fb2a1c3d4e5f60718";
    private static final String MEMBER = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
    private static final Instant CREATED = Instant.parse("2026-11-20T08:15:30Z");
    private static final Instant UPDATED = Instant.parse("2026-11-20T08:16:02Z");
    private static final String MD5 = "0123456789abcdef0123456789abcdef";
    private static final String SHA512 = "ab".repeat(64);
    private static final Actor ACTOR = new Actor(
            "9c1f6a7b8d9e4f0a8b7c6d5e4f3a2b1c",
            OWNER,
            List.of("member", "reader"),
            "req-7d3b6b0e-52b8-4d8f-8a35-7f1f0e3c2b1a",
            "192.0.2.10");

    private Samples() {}

    static Stream<VitrineEvent> all() {
        return Stream.concat(
                Stream.of(catalog(), storage(), export()).flatMap(facts -> facts),
                Stream.of(new ImageState(active(), new LinkedHashMap<>(Map.of(MEMBER, "accepted")))));
    }

    static Envelope<VitrineEvent> envelope(VitrineEvent event) {
        return new Envelope<>(
                "2f1c9f5e-8a54-4a64-8f0c-1f7e5f0c6d3b",
                "/vitrine/" + Topics.of(event).writer(),
                UPDATED,
                IMAGE,
                7,
                OWNER,
                ACTOR,
                null,
                event);
    }

    private static Stream<VitrineEvent> catalog() {
        return Stream.of(
                new CatalogEvent.ImageCreated(queued()),
                new CatalogEvent.ImageUploaded(active()),
                new CatalogEvent.ImageUploadFailed("the connection broke after 1048576 bytes"),
                new CatalogEvent.ImageImportRequested(TASK, "web-download", List.of("file", "s3")),
                new CatalogEvent.ImageImportFailed(TASK, "web-download", "the server answered 404"),
                new CatalogEvent.StoresChanged(
                        List.of(new Copy("file", BLOB)), List.of(new Copy("file", BLOB), new Copy("s3", TASK))),
                new CatalogEvent.ImageUpdated(Map.of("name", new CatalogEvent.Change("noble", "ubuntu-24.04"))),
                new CatalogEvent.VisibilityChanged("private", "public"),
                new CatalogEvent.ImageHidden(),
                new CatalogEvent.ImageUnhidden(),
                new CatalogEvent.ImageShared(MEMBER, "pending"),
                new CatalogEvent.ShareAccepted(MEMBER),
                new CatalogEvent.ShareRejected(MEMBER, "rejected"),
                new CatalogEvent.ShareRevoked(MEMBER),
                new CatalogEvent.Deactivated(TASK),
                new CatalogEvent.Reactivated(),
                new CatalogEvent.Deprecated("ubuntu-26.04", "out of support"),
                new CatalogEvent.Undeprecated(),
                new CatalogEvent.ImageDeleted(active()));
    }

    private static Stream<VitrineEvent> storage() {
        return Stream.of(
                new StorageEvent.CopyStored("file", BLOB, 2_252_800, MD5, "sha512", SHA512),
                new StorageEvent.StagedDataReceived("file", BLOB, 2_252_800, MD5, "sha512", SHA512),
                new StorageEvent.ImageDownloaded(0, 2_252_800, 2_252_800, true, false),
                new StorageEvent.DataPurged("file", BLOB, 2_252_800L, "image_deleted"),
                new StorageEvent.DataCorrupted("file", BLOB, "sha512", SHA512, null, "missing"));
    }

    private static Stream<VitrineEvent> export() {
        return Stream.of(
                new ExportEvent.ExportRequested(TASK, OWNER, "qcow2", Map.of("compression", "zstd"), "tar", null),
                new ExportEvent.ExportCompleted(TASK, BLOB, 1_048_576, MD5, "sha512", SHA512, 2_361_393_152L, false),
                new ExportEvent.ExportFailed(TASK, false, "the image is damaged"),
                new ExportEvent.ExportExpired(TASK, BLOB, "age"));
    }

    private static ImageSnapshot queued() {
        return image("queued", null, null, null, null);
    }

    private static ImageSnapshot active() {
        return image("active", 2_252_800L, MD5, "sha512", SHA512);
    }

    private static ImageSnapshot image(String status, Long size, String md5, String algorithm, String hash) {
        return new ImageSnapshot(
                IMAGE,
                "ubuntu-24.04",
                status,
                "private",
                false,
                false,
                OWNER,
                "qcow2",
                "bare",
                size,
                null,
                md5,
                algorithm,
                hash,
                0,
                512,
                List.of("lts"),
                Map.of("os_distro", "ubuntu"),
                CREATED,
                UPDATED);
    }
}
