/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import java.time.Duration;
import java.util.Map;

/** One where images are copied before they are read, and where nobody looks for exports often. */
public final class OtherExportStack extends ExportStack {

    /** What has nobody to begin it waits for as long. */
    public static final Duration INTERVAL = Duration.ofSeconds(30);

    @Override
    protected Map<String, String> otherSettings() {
        return Map.of("vitrine.export.conversion.links", "false", "vitrine.export.jobs.interval", INTERVAL.toString());
    }
}
