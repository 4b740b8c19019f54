/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.contract.command.UploadLease;
import io.vitrine.storage.domain.Formats;
import io.vitrine.storage.out.trust.TrustStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

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

    /** The terms with those of an upload's content; fails where no content could meet them. */
    Uni<Terms> terms(Terms terms, UploadLease lease) {
        Formats formats = new Formats(lease.diskFormat(), lease.containerFormat());
        return terms(terms, lease.imageId(), () -> formats, lease.signature());
    }

    /** The terms with those of an import's content; fails where no content could meet them. */
    Uni<Terms> terms(Terms terms, ImportRun run) {
        return terms(terms, run.order().imageId(), run::formats, run.order().signature());
    }

    private Uni<Terms> terms(Terms terms, UUID imageId, Supplier<Formats> formats, ImageSignature signature) {
        return blocking.call(() -> trust.expected(signature))
                .map(expected -> terms.signed(expected.orElse(null))
                        .judged(taken -> format.check(imageId, formats.get(), taken.inspection())));
    }
}
