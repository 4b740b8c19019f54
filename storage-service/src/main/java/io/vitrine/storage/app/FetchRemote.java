/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.RemoteImage;
import io.vitrine.storage.out.web.RegionImage;
import io.vitrine.storage.out.web.RegionSource;
import jakarta.enterprise.context.ApplicationScoped;

/** Fetches the image of another region that an import is of, as the user who asked for it. */
@ApplicationScoped
class FetchRemote {

    private final KeepToken tokens;
    private final RegionSource regions;

    FetchRemote(KeepToken tokens, RegionSource regions) {
        this.tokens = tokens;
        this.regions = regions;
    }

    /** The image, whose data waits to be drained. */
    Uni<RegionImage> open(ImportRun run) {
        RemoteImage remote = run.order().remote();
        return tokens.find(run.job().lease(), remote.key())
                .flatMap(token -> regions.fetch(
                        remote.region(), remote.image(), token, run.order().imageSizeCap()));
    }
}
