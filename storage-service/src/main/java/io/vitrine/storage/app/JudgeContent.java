/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.storage.out.trust.TrustStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Says what the content of an image that comes anew has to be: of its declared format, and what was signed. */
@ApplicationScoped
class JudgeContent {

    private final CheckFormat format;
    private final TrustStore trust;
    private final Blocking blocking;

    JudgeContent(CheckFormat format, TrustStore trust, Blocking blocking) {
        this.format = format;
        this.trust = trust;
        this.blocking = blocking;
    }

    /**
     * The terms with those of the content.
     *
     * @param signature null where the image has none
     * @return fails where no content could meet them
     */
    Uni<Terms> terms(Terms terms, UUID imageId, String diskFormat, String containerFormat, ImageSignature signature) {
        return blocking.call(() -> trust.expected(signature))
                .map(expected -> terms.signed(expected.orElse(null))
                        .judged(taken -> format.check(imageId, diskFormat, containerFormat, taken.inspection())));
    }
}
