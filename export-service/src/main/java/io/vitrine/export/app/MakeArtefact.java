/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportFormat;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.kit.identity.ServiceToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes the result of an export, checks it, and has storage keep it. */
@ApplicationScoped
class MakeArtefact {

    private final ServiceToken serviceToken;
    private final ConvertImage converting;
    private final StoreArtefact storing;

    MakeArtefact(ServiceToken serviceToken, ConvertImage converting, StoreArtefact storing) {
        this.serviceToken = serviceToken;
        this.converting = converting;
        this.storing = storing;
    }

    /**
     * What was made.
     *
     * @param virtualSize null where that was not looked at
     */
    record Made(UUID artefact, Artefact.Digests digests, Long virtualSize) {}

    /** The result, which storage keeps; fails with an {@link io.vitrine.export.domain.ExportError}. */
    Uni<Made> make(ExportRun run) {
        ExportJob job = run.job();
        return serviceToken
                .get()
                .flatMap(token -> job.recipe().format() == ExportFormat.NATIVE
                        ? storing.storeNative(run, token)
                        : converting.convert(run, token).flatMap(disk -> store(run, disk, token)));
    }

    /** Storage has it while it is compared; nobody is offered it before that has shown no difference. */
    private Uni<Made> store(ExportRun run, ConvertImage.Disk disk, String token) {
        return converting
                .comparison(disk)
                .flatMap(comparison ->
                        storing.store(run, disk, token).call(() -> converting.compared(run, disk, comparison)));
    }
}
