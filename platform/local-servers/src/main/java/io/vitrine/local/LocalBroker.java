/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** What runs in the broker's own JVM. */
final class LocalBroker {

    private LocalBroker() {}

    /** Becomes the broker of the settings in the file that is named first; with a second argument, formats its data before. */
    public static void main(String[] arguments) {
        if (arguments.length > 1) {
            String cluster = Uuid.randomUuid().toString();
            int failed = StorageTool.execute(new String[] {"format", "-t", cluster, "-c", arguments[0]}, System.out);
            if (failed != 0) {
                System.exit(failed);
            }
        }
        Kafka.main(new String[] {arguments[0]});
    }
}
