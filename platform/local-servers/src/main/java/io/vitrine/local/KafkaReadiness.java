/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks a broker that is starting until it counts itself among the nodes that serve. */
final class KafkaReadiness {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int QUESTION_MILLIS = 2_000;

    private KafkaReadiness() {}

    /** True as soon as the broker answers; false when it has ended or did not answer in time. */
    static boolean await(LocalPort port, ChildJvm broker, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        // the client would log every refused connection, so it is made only when the port is open
        while (Instant.now().isBefore(deadline) && !broker.awaitExit(PAUSE)) {
            if (port.isOpen() && answers("127.0.0.1:" + port.number())) {
                return true;
            }
        }
        return false;
    }

    private static boolean answers(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                QUESTION_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                QUESTION_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }
}
