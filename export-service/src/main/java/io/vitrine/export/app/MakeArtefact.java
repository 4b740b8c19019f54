/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.export.app.ConvertImage.Disk;
import io.vitrine.export.domain.Artefact;
import io.vitrine.export.domain.ExportError;
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
    private final ProveDisk proving;
    private final StoreArtefact storing;

    MakeArtefact(ServiceToken serviceToken, ConvertImage converting, ProveDisk proving, StoreArtefact storing) {
        this.serviceToken = serviceToken;
        this.converting = converting;
        this.proving = proving;
        this.storing = storing;
    }

    /**
     * What was made.
     *
     * @param virtualSize null where that was not looked at
     */
    record Made(UUID artefact, Artefact.Digests digests, Long virtualSize) {}

    /** The result, which storage keeps; fails with an {@link ExportError}, which may be for want of another token. */
    Uni<Made> make(ExportRun run) {
        ExportJob job = run.job();
        return serviceToken
                .get()
                .flatMap(token -> job.recipe().format() == ExportFormat.NATIVE
                        ? storing.storeNative(run, token)
                        : converting.fetch(run, token).flatMap(disk -> converted(run, disk)))
                .onFailure(ExportError.Unavailable.class)
                .call(serviceToken::forget);
    }

    /** What is damaged in storage may be whole when it is fetched again, so that comes before what it leads to. */
    private Uni<Made> converted(ExportRun run, Disk disk) {
        Proof verified = proving.source(run, disk);
        return converting
                .convert(run, disk)
                .chain(() -> store(run, disk, verified))
                .onFailure(ExportError.Impossible.class)
                .recoverWithUni(
                        e -> verified.awaited().chain(() -> Uni.createFrom().failure(e)));
    }

    /** Storage has it while it is proved; nobody is offered it before that. What was a token before may have expired. */
    private Uni<Made> store(ExportRun run, Disk disk, Proof verified) {
        return proving.result(run, disk)
                .flatMap(proofs -> serviceToken
                        .get()
                        .flatMap(token -> storing.store(run, disk, token))
                        .call(verified::awaited)
                        .call(() -> InTurn.each(proofs, Proof::awaited)));
    }
}
