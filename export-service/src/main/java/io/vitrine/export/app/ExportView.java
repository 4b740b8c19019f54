/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.out.postgres.ArtefactRepository;
import io.vitrine.kit.tx.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** An export with its result, where it has one. */
public record ExportView(ExportJob job, Optional<Artefact> result) {

    /** Looks the results up. */
    static Uni<List<ExportView>> of(Tx tx, ArtefactRepository artefacts, List<ExportJob> jobs) {
        List<UUID> ids = jobs.stream()
                .map(ExportJob::artefact)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return artefacts.find(tx, ids).map(found -> {
            Map<UUID, Artefact> byId = found.stream().collect(Collectors.toMap(Artefact::id, artefact -> artefact));
            return jobs.stream()
                    .map(job -> new ExportView(
                            job, Optional.ofNullable(job.artefact()).map(byId::get)))
                    .toList();
        });
    }
}
