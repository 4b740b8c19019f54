/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.ChildJvm;
import io.vitrine.local.LocalKafka;
import io.vitrine.local.LocalS3;
import io.vitrine.local.PostgresLeftover;
import java.util.ArrayList;
import java.util.List;

/** What goes on running on a home when its launcher is killed. */
final class Leftovers {

    private Leftovers() {}

    /**
     * Stops them, services before what they use.
     *
     * @return their names
     */
    static List<String> stop(Home home) {
        List<String> stopped = new ArrayList<>();
        for (String service : Services.NAMES) {
            if (ChildJvm.stopLeftover(home.pidFile(Services.process(service)))) {
                stopped.add(Services.process(service));
            }
        }
        if (LocalS3.stopLeftover(home.s3())) {
            stopped.add("s3");
        }
        if (LocalKafka.stopLeftover(home.kafka())) {
            stopped.add("kafka");
        }
        if (PostgresLeftover.stop(home.postgres())) {
            stopped.add("postgresql");
        }
        return stopped;
    }
}
