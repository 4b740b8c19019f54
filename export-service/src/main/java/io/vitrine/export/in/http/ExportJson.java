/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.vitrine.export.app.ExportView;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Progress;
import io.vitrine.export.domain.Source;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An export as JSON. */
@JsonNaming(SnakeCaseStrategy.class)
record ExportJson(
        UUID id,
        UUID image,
        String projectId,
        String userId,
        UUID rule,
        String format,
        Map<String, String> options,
        String bundle,
        String state,
        ProgressJson progress,
        String reason,
        int attempts,
        boolean cached,
        SourceJson source,
        ResultJson result,
        Instant createdAt,
        Instant updatedAt,
        Instant endedAt,
        String self) {

    static final String PATH = "/ext/v1/exports";

    static ExportJson of(ExportView view) {
        ExportJob job = view.job();
        return new ExportJson(
                job.id(),
                job.source().imageId(),
                job.requested().project(),
                job.requested().actor().user(),
                job.requested().rule(),
                job.recipe().format().wireName(),
                job.recipe().options(),
                job.recipe().bundle() == null ? null : job.recipe().bundle().wireName(),
                job.state().wireName(),
                ProgressJson.of(job.progress()),
                job.reason(),
                job.attempt(),
                job.cached(),
                SourceJson.of(job.source()),
                view.result().map(result -> ResultJson.of(job, result)).orElse(null),
                job.createdAt(),
                job.updatedAt(),
                job.endedAt(),
                PATH + "/" + job.id());
    }

    /** How far it is; {@code total_bytes} is null while it is not known. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ProgressJson(String stage, int percent, long bytes, Long totalBytes) {

        static ProgressJson of(Progress progress) {
            return new ProgressJson(
                    progress.stage().wireName(), progress.percent(), progress.bytes(), progress.total());
        }
    }

    /** What is exported. */
    @JsonNaming(SnakeCaseStrategy.class)
    record SourceJson(
            String name, String diskFormat, long size, String checksum, String osHashAlgo, String osHashValue) {

        static SourceJson of(Source source) {
            return new SourceJson(
                    source.name(),
                    source.diskFormat(),
                    source.size(),
                    source.checksum(),
                    source.hashAlgo(),
                    source.hashValue());
        }
    }

    /** What became of it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ResultJson(
            String file, long size, Long virtualSize, String checksum, String osHashAlgo, String osHashValue) {

        static ResultJson of(ExportJob job, Artefact result) {
            return new ResultJson(
                    PATH + "/" + job.id() + "/file",
                    result.digests().size(),
                    result.virtualSize(),
                    result.digests().checksum(),
                    result.digests().hashAlgo(),
                    result.digests().hashValue());
        }
    }
}
