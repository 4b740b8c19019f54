/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.vitrine.export.domain.ExportFormat;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Recipe;
import io.vitrine.kit.file.FileName;

/** The name to keep a result under. */
final class ResultName {

    private ResultName() {}

    /** The image's, with an extension for what became of it. */
    static FileName of(ExportJob job) {
        return FileName.of(job.source().name(), job.source().imageId().toString(), extension(job));
    }

    private static String extension(ExportJob job) {
        Recipe recipe = job.recipe();
        if (recipe.bundle() != null) {
            return recipe.bundle().wireName();
        }
        return recipe.format() == ExportFormat.NATIVE
                ? job.source().diskFormat()
                : recipe.format().wireName();
    }
}
