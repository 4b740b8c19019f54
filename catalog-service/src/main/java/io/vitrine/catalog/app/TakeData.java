/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Takes data that users brought themselves: an image becomes active, or its data waits for its import. */
@ApplicationScoped
class TakeData {

    private final ImageRepository images;
    private final ImageChanges changes;
    private final CatalogConfig.Import config;
    private final Clock clock;

    TakeData(ImageRepository images, ImageChanges changes, CatalogConfig config, Clock clock) {
        this.images = images;
        this.changes = changes;
        this.config = config.imports();
        this.clock = clock;
    }

    Uni<Void> upload(Tx tx, Image image, ImageData data) {
        Image active = image.completeUpload(data, clock.instant());
        CatalogEvent uploaded = new CatalogEvent.ImageUploaded(ImageFacts.snapshot(active));
        return changes.keep(tx, image.lease().holder(), active, List.of(uploaded))
                .replaceWithVoid();
    }

    Uni<Void> stage(Tx tx, Image image, ImageData data) {
        Instant now = clock.instant();
        return images.save(tx, image.completeStaging(data, now.plus(config.stagedFor()), now));
    }
}
