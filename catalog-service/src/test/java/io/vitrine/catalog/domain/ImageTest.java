/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.Samples.LATER;
import static io.vitrine.catalog.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.contract.Actor;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImageTest {

    private static final Lease LEASE = new Lease(UUID.randomUUID(), LATER, Actor.service("test"), 0);
    private static final Image QUEUED = Samples.image("disk_format", "raw", "container_format", "bare");

    @Test
    void upload_ofQueuedImage_takesTheLeaseAndEndsActive() {
        Image saving = QUEUED.openUpload(LEASE, NOW);
        assertThat(saving.status()).isEqualTo(ImageStatus.SAVING);
        assertThat(saving.lease()).isEqualTo(LEASE);

        Image active = saving.completeUpload(Samples.DATA, LATER);
        assertThat(active.status()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(active.data()).isEqualTo(Samples.DATA);
        assertThat(active.lease()).isNull();
        assertThat(active.createdAt()).isEqualTo(NOW);
        assertThat(active.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void upload_aborted_isQueuedAgainAndMayBeTriedAgain() {
        Image queued = QUEUED.openUpload(LEASE, NOW).release(LATER);
        assertThat(queued.status()).isEqualTo(ImageStatus.QUEUED);
        assertThat(queued.openUpload(LEASE, LATER).status()).isEqualTo(ImageStatus.SAVING);
    }

    @Test
    void upload_twice_isConflict() {
        Image saving = QUEUED.openUpload(LEASE, NOW);
        assertThatThrownBy(() -> saving.openUpload(LEASE, NOW)).isInstanceOf(CatalogError.Conflict.class);
        Image active = saving.completeUpload(Samples.DATA, NOW);
        assertThatThrownBy(() -> active.openUpload(LEASE, NOW)).isInstanceOf(CatalogError.Conflict.class);
    }

    @Test
    void upload_withoutFormats_isInvalid() {
        Image bare = Samples.image("disk_format", "raw");
        assertThatThrownBy(() -> bare.openUpload(LEASE, NOW))
                .isInstanceOf(CatalogError.Invalid.class)
                .hasMessageContaining("container_format");
    }

    @Test
    void change_byAClockThatWentBack_isLaterThanTheLastAllTheSame() {
        Image deactivated = Samples.active().deactivate(LATER).orElseThrow();
        Image again = deactivated.reactivate(NOW).orElseThrow();
        assertThat(again.updatedAt()).isAfter(LATER);
        assertThat(again.version()).isNotEqualTo(deactivated.version());
    }

    @Test
    void deactivation_twice_changesNothingTheSecondTime() {
        Image deactivated = Samples.active().deactivate(NOW).orElseThrow();
        assertThat(deactivated.status()).isEqualTo(ImageStatus.DEACTIVATED);
        assertThat(deactivated.deactivate(LATER)).isEmpty();
        assertThat(deactivated.reactivate(LATER).orElseThrow().status()).isEqualTo(ImageStatus.ACTIVE);
        assertThat(Samples.active().reactivate(LATER)).isEmpty();
    }

    @Test
    void deactivation_ofQueuedImage_isForbidden() {
        assertThatThrownBy(() -> QUEUED.deactivate(NOW)).isInstanceOf(CatalogError.Forbidden.class);
        assertThatThrownBy(() -> QUEUED.reactivate(NOW)).isInstanceOf(CatalogError.Forbidden.class);
    }

    @Test
    void deletion_ofProtectedImage_isForbidden() {
        Image image = Samples.image("protected", true);
        assertThatThrownBy(image::requireDeletable).isInstanceOf(CatalogError.Forbidden.class);
    }

    @Test
    void members_ofPrivateImage_areForbidden() {
        Image image = Samples.image("visibility", "private");
        assertThatThrownBy(image::requireShareable).isInstanceOf(CatalogError.Forbidden.class);
    }
}
