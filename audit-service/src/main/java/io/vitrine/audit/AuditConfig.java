/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of audit-service. */
@ConfigMapping(prefix = "vitrine.audit")
public interface AuditConfig {

    /** The live stream, {@code GET /ext/v1/audit/stream}. */
    Stream stream();

    /** Settings of the live stream. */
    interface Stream {

        /**
         * How often the end of the trail is looked up while somebody follows it: the longest time that an entry on
         * record waits before it is sent. One look for all readers of a replica.
         */
        @WithDefault("200ms")
        Duration tailInterval();

        /** After how much silence a comment is sent, so that no proxy in between takes the connection for dead. */
        @WithDefault("15s")
        Duration heartbeat();

        /** How many entries are read for a reader at a time, and the most that one who falls behind holds in memory. */
        @WithDefault("100")
        int pageSize();
    }
}
