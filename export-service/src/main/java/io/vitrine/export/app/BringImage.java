/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.diskformat.Inspection;
import io.vitrine.export.domain.Source;
import io.vitrine.export.out.qemu.Workshop;
import io.vitrine.export.out.qemu.Workspace;
import io.vitrine.export.out.storage.Transfers;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/** Has an image where it is converted: by a link to the file that storage keeps it in, or else as a copy. */
@ApplicationScoped
class BringImage {

    private final Workshop workshop;
    private final Transfers transfers;

    BringImage(Workshop workshop, Transfers transfers) {
        this.workshop = workshop;
        this.transfers = transfers;
    }

    /** What the image is, which is in the workspace now; fails with an {@link io.vitrine.export.domain.ExportError}. Blocks. */
    Inspection bring(ExportRun run, Workspace workspace, String serviceToken) throws IOException {
        Optional<Inspection> linked = workshop.links() ? link(run, workspace, serviceToken) : Optional.empty();
        return linked.isPresent() ? linked.get() : copy(run, workspace, serviceToken);
    }

    private Optional<Inspection> link(ExportRun run, Workspace workspace, String serviceToken) {
        Source source = run.job().source();
        return transfers.locate(source.imageId(), serviceToken).flatMap(file -> workspace.link(file, source.size()));
    }

    private Inspection copy(ExportRun run, Workspace workspace, String serviceToken) throws IOException {
        workspace.makeRoom(run.job().source().size());
        try (SourceBytes image = SourceBytes.open(run, transfers, serviceToken)) {
            return workspace.bring(image);
        }
    }
}
