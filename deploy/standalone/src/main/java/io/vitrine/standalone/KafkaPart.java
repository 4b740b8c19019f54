/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.LocalKafka;
import java.util.concurrent.CompletableFuture;

/** The embedded Kafka broker. */
final class KafkaPart implements Part {

    private final Home home;
    private final Ports ports;
    private volatile LocalKafka broker;

    KafkaPart(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void start() {
        try {
            broker = LocalKafka.start(home.kafka(), ports.kafka(), ports.kafkaController(), home.log(name()));
        } catch (IllegalStateException e) {
            throw new StartFailure("Kafka did not start.", home.log(name()), e);
        }
    }

    @Override
    public CompletableFuture<?> ended() {
        return broker.exited();
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
