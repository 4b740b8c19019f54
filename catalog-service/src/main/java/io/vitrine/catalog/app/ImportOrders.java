/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImportPlan;
import io.vitrine.catalog.domain.ImportTask;
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.UploadResult;

/** An import's order as it is told to who does it, with what room there is for all copies of the data together. */
final class ImportOrders {

    private ImportOrders() {}

    static ImportOrder of(Image image, ImportTask task, CatalogConfig config, long room) {
        ImportPlan plan = task.plan();
        return new ImportOrder(
                task.id(),
                config.imports().lease().toSeconds(),
                image.id(),
                image.owner(),
                image.details().formats().disk(),
                image.details().formats().container(),
                Math.min(
                        config.upload().imageSizeCap().asLongValue(),
                        room / plan.stores().size()),
                plan.method().wireName(),
                plan.uri(),
                plan.digest(),
                plan.remote(),
                plan.stores(),
                plan.allStoresMustSucceed(),
                source(image, plan),
                task.actor(),
                ImageSignature.of(image.details().properties()).orElse(null));
    }

    private static UploadResult source(Image image, ImportPlan plan) {
        return switch (plan.method()) {
            case GLANCE_DIRECT -> told(image.staged());
            case COPY_IMAGE -> told(image.data());
            case WEB_DOWNLOAD, GLANCE_DOWNLOAD -> null;
        };
    }

    private static UploadResult told(ImageData data) {
        return new UploadResult(
                data.size(),
                data.checksum(),
                data.hash().algorithm(),
                data.hash().value(),
                data.virtualSize(),
                ImageFacts.copies(data));
    }
}
