/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.diskformat.FormatRules;
import io.vitrine.diskformat.Inspection;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Formats;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Holds what an image turned out to be against what its owner declared. */
@ApplicationScoped
class CheckFormat {

    private static final Logger LOG = Logger.getLogger(CheckFormat.class);

    private final boolean refuse;

    CheckFormat(StorageConfig config) {
        this.refuse = config.inspection().refuse();
    }

    /** Fails with {@link StorageError.WrongContent} where the image may not be kept; only reports it where so configured. */
    void check(UUID imageId, Formats formats, Inspection inspection) {
        FormatRules.refusal(formats.disk(), formats.container(), inspection).ifPresent(reason -> {
            if (refuse) {
                throw new StorageError.WrongContent(reason);
            }
            LOG.warnf("Kept, though it should be refused imageId=%s: %s", imageId, reason);
        });
    }
}
