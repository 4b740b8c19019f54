/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.quota;

import io.vitrine.catalog.domain.quota.Limits;
import io.vitrine.catalog.domain.quota.Resource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.EnumMap;
import java.util.Map;

/** A project's limits as their table keeps them. */
@Entity
@Table(name = "quota")
class QuotaRow {

    @Id
    String project;

    @Column(name = "image_size_total")
    Long imageSizeTotal;

    @Column(name = "image_stage_total")
    Long imageStageTotal;

    @Column(name = "image_count_total")
    Long imageCountTotal;

    @Column(name = "image_count_uploading")
    Long imageCountUploading;

    static QuotaRow of(String project, Limits limits) {
        QuotaRow row = new QuotaRow();
        row.project = project;
        row.imageSizeTotal = limits.values().get(Resource.IMAGE_SIZE_TOTAL);
        row.imageStageTotal = limits.values().get(Resource.IMAGE_STAGE_TOTAL);
        row.imageCountTotal = limits.values().get(Resource.IMAGE_COUNT_TOTAL);
        row.imageCountUploading = limits.values().get(Resource.IMAGE_COUNT_UPLOADING);
        return row;
    }

    Limits toLimits() {
        Map<Resource, Long> values = new EnumMap<>(Resource.class);
        values.put(Resource.IMAGE_SIZE_TOTAL, imageSizeTotal);
        values.put(Resource.IMAGE_STAGE_TOTAL, imageStageTotal);
        values.put(Resource.IMAGE_COUNT_TOTAL, imageCountTotal);
        values.put(Resource.IMAGE_COUNT_UPLOADING, imageCountUploading);
        values.values().removeIf(limit -> limit == null);
        return new Limits(values);
    }
}
