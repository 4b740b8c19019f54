/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.Samples.LATER;
import static io.vitrine.catalog.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.contract.Actor;
import io.vitrine.contract.command.RemoteImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Staging, imports and copies as moves of an image's life. */
class ImageImportTest {

    private static final Lease LEASE = new Lease(UUID.randomUUID(), NOW, Actor.service("test"), 0);
    private static final Lease OTHER = new Lease(UUID.randomUUID(), NOW, Actor.service("test"), 0);
    private static final RemoteImage REMOTE = new RemoteImage("there", UUID.randomUUID(), "public", "key");
    private static final Image QUEUED = Samples.image("disk_format", "raw", "container_format", "bare");
    private static final Image UPLOADING = QUEUED.openStaging(LEASE, NOW);
    private static final Image STAGED = UPLOADING.completeStaging(Samples.DATA, LATER, NOW);
    private static final Image IMPORTING = QUEUED.beginImport(plan("web-download", "s3", "file"), LEASE, NOW);
    private static final Image ACTIVE = Samples.active("disk_format", "raw", "container_format", "bare");
    private static final Image COPYING = ACTIVE.beginImport(plan("copy-image", "s3"), LEASE, NOW);

    @ParameterizedTest
    @CsvSource({
        "glance-direct, staged",
        "web-download,  queued",
        "copy-image,    active",
        "glance-download, queued",
    })
    void method_fitsOneState(String method, String fitting) {
        Map<String, Image> states = Map.of(
                "queued", QUEUED,
                "saving", QUEUED.openUpload(LEASE, NOW),
                "uploading", UPLOADING,
                "staged", STAGED,
                "importing", IMPORTING,
                "active", ACTIVE,
                "copying", COPYING,
                "deactivated", ACTIVE.deactivate(NOW).orElseThrow());

        assertThat(states.keySet().stream().filter(state -> fits(method, states.get(state))))
                .containsExactly(fitting);
    }

    @ParameterizedTest
    @EnumSource(value = ImportMethod.class, mode = EnumSource.Mode.EXCLUDE, names = "GLANCE_DOWNLOAD")
    void import_withoutFormats_isConflict(ImportMethod method) {
        Image image = switch (method) {
            case GLANCE_DIRECT -> Samples.image().openStaging(LEASE, NOW).completeStaging(Samples.DATA, LATER, NOW);
            case WEB_DOWNLOAD, GLANCE_DOWNLOAD -> Samples.image();
            case COPY_IMAGE -> Samples.active();
        };
        assertThatThrownBy(() -> image.requireImportable(method))
                .isInstanceOf(CatalogError.Conflict.class)
                .hasMessageContaining("disk_format");
    }

    @Test
    void import_ofAnImageOfAnotherRegion_needsNoFormats_forItHasSome() {
        assertThatNoException().isThrownBy(() -> Samples.image().requireImportable(ImportMethod.GLANCE_DOWNLOAD));
    }

    @Test
    void stagedData_waitsForItsImport_andIsItsSource() {
        assertThat(STAGED.status()).isEqualTo(ImageStatus.UPLOADING);
        assertThat(STAGED.lease().expiresAt()).isEqualTo(LATER);
        assertThat(STAGED.isWorkedOnUnder(LEASE.id())).isFalse();

        Image importing = STAGED.beginImport(plan("glance-direct", "file"), OTHER, NOW);
        assertThat(importing.staged()).isEqualTo(Samples.DATA);
        assertThat(importing.isWorkedOnUnder(OTHER.id())).isTrue();
        Image active = importing.completeImport(plan("glance-direct", "file"), Samples.DATA, List.of(), NOW);
        assertThat(active.status()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(active.staged()).isNull();
        assertThat(active.lease()).isNull();
    }

    @Test
    void release_ofWhateverBringsData_queuesTheImageAgain() {
        for (Image image :
                List.of(UPLOADING, STAGED, IMPORTING, STAGED.beginImport(plan("glance-direct", "file"), OTHER, NOW))) {
            Image released = image.release(LATER);
            assertThat(released.status()).isEqualTo(ImageStatus.QUEUED);
            assertThat(released.staged()).isNull();
            assertThat(released.lease()).isNull();
            assertThat(released.openUpload(LEASE, LATER).status()).isEqualTo(ImageStatus.SAVING);
        }
    }

    @Test
    void release_ofACopy_leavesTheImageActive() {
        Image released = COPYING.release(LATER);
        assertThat(released.status()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(released.data()).isEqualTo(ACTIVE.data());
        assertThat(released.importTask()).isEmpty();
    }

    @Test
    void import_tellsItsStores() {
        assertThat(QUEUED.imports()).isNull();
        assertThat(IMPORTING.imports().importing()).containsExactly("file", "s3");
        Image half = IMPORTING.progressImport(List.of("file"), List.of("s3"));
        assertThat(half.imports().importing()).containsExactly("file");
        assertThat(half.imports().failed()).containsExactly("s3");
        Image released = half.release(LATER);
        assertThat(released.imports().importing()).isEmpty();
        assertThat(released.imports().failed()).containsExactly("file", "s3");
        Image again = released.beginImport(plan("web-download", "file"), LEASE, NOW);
        assertThat(again.imports().failed()).containsExactly("s3");
    }

    @Test
    void copies_areAddedAndRemoved() {
        Image copied = COPYING.completeImport(plan("copy-image", "s3"), dataIn("s3"), List.of(), NOW);
        assertThat(copied.data().copies())
                .containsOnlyKeys("file", "s3")
                .containsAllEntriesOf(ACTIVE.data().copies());
        assertThat(copied.removeCopy("file", NOW).data().copies()).containsOnlyKeys("s3");
        assertThatThrownBy(() -> copied.removeCopy("tape", NOW)).isInstanceOf(CatalogError.NotFound.class);
        assertThatThrownBy(() -> ACTIVE.removeCopy("file", NOW)).isInstanceOf(CatalogError.Forbidden.class);
        assertThatThrownBy(() -> STAGED.removeCopy("file", NOW)).isInstanceOf(CatalogError.Conflict.class);
    }

    @Test
    void copy_isReplacedOnce_andOnlyTheOneThatIsMeant() {
        UUID old = ACTIVE.data().copies().get("file");
        UUID copy = UUID.randomUUID();
        Image replaced = ACTIVE.replaceCopy("file", old, copy, LATER).orElseThrow();
        assertThat(replaced.data().copies()).containsOnly(Map.entry("file", copy));
        assertThat(replaced.replaceCopy("file", old, copy, LATER)).isEmpty();
        assertThatThrownBy(() -> replaced.replaceCopy("file", old, UUID.randomUUID(), LATER))
                .isInstanceOf(CatalogError.Conflict.class);
        assertThatThrownBy(() -> ACTIVE.replaceCopy("tape", old, copy, LATER))
                .isInstanceOf(CatalogError.Conflict.class);
        assertThatThrownBy(() -> STAGED.replaceCopy("file", old, copy, LATER))
                .isInstanceOf(CatalogError.Conflict.class);
    }

    @Test
    void copy_isPlannedForStoresWithoutTheData() {
        ImportPlan all = new ImportPlan(ImportMethod.COPY_IMAGE, null, null, null, List.of("s3", "file"), true, true);
        assertThat(ACTIVE.planned(all).orElseThrow().stores()).containsExactly("s3");
        ImportPlan there = new ImportPlan(ImportMethod.COPY_IMAGE, null, null, null, List.of("file"), true, true);
        assertThat(ACTIVE.planned(there)).isEmpty();
        assertThatThrownBy(() -> ACTIVE.planned(plan("copy-image", "s3", "file")))
                .isInstanceOf(CatalogError.Invalid.class)
                .hasMessageContaining("'file'");
    }

    @ParameterizedTest
    @CsvSource({
        "true,  file s3,      true",
        "true,  file,         false",
        "true,  file s3 tape, false",
        "false, file,         true",
        "false, file s3,      true",
        "false, tape,         false",
    })
    void result_isWhatWasOrdered(boolean all, String copies, boolean expected) {
        ImportPlan plan =
                new ImportPlan(ImportMethod.GLANCE_DIRECT, null, null, null, List.of("file", "s3"), false, all);
        assertThat(succeeds(() -> plan.requireFulfilledBy(List.of(copies.split(" ", -1)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a/b.img,                  https://example.org/a/b.img",
        "https://user:word@example.org/b.img,          https://example.org/b.img",
        "https://example.org/b.img?sig=abc#x,          https://example.org/b.img",
        "https://us@er:w@example.org?a=//b@c,          https://example.org",
        "not a uri,                                    not a uri",
    })
    void uri_isShownWithoutSecrets(String uri, String shown) {
        assertThat(new ImportPlan(ImportMethod.WEB_DOWNLOAD, uri, null, null, List.of("file"), false, true).shownUri())
                .isEqualTo(shown);
    }

    @Test
    void task_thatIsOver_hasForgottenTheKey() {
        ImportTask task = ImportTask.ordered(Samples.ID, plan("glance-download", "file"), LEASE, NOW);

        assertThat(task.progressed(1, NOW).plan().remote()).isEqualTo(REMOTE);
        assertThat(task.succeeded(NOW, LATER).plan().remote()).isEqualTo(REMOTE.withoutKey());
        assertThat(task.failed("gone", NOW, LATER).plan().remote()).isEqualTo(REMOTE.withoutKey());
        assertThat(task.toString()).doesNotContain("key");
    }

    @Test
    void plan_ofAnImageInARegion_needsBoth() {
        RemoteImage nowhere = new RemoteImage(null, UUID.randomUUID(), "public", "key");
        assertThatThrownBy(() ->
                        new ImportPlan(ImportMethod.GLANCE_DOWNLOAD, null, null, nowhere, List.of("file"), false, true))
                .isInstanceOf(CatalogError.Invalid.class);
    }

    private static boolean fits(String method, Image image) {
        return succeeds(() -> image.requireImportable(ImportMethod.of(method).orElseThrow()));
    }

    private static boolean succeeds(Runnable check) {
        try {
            check.run();
            return true;
        } catch (CatalogError.Conflict | CatalogError.Invalid e) {
            return false;
        }
    }

    private static ImportPlan plan(String method, String... stores) {
        ImportMethod known = ImportMethod.of(method).orElseThrow();
        String uri = known == ImportMethod.WEB_DOWNLOAD ? "https://example.org/x" : null;
        return new ImportPlan(known, uri, null, REMOTE, List.of(stores), false, true);
    }

    private static ImageData dataIn(String... stores) {
        ImageData data = Samples.DATA;
        Map<String, UUID> copies = new TreeMap<>();
        Stream.of(stores).forEach(store -> copies.put(store, UUID.randomUUID()));
        return new ImageData(
                data.size(), data.virtualSize(), data.checksum(), data.hash(), LEASE.id(), new TreeMap<>(copies));
    }
}
