/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Kafka cluster, and the topics this service makes there when they are missing. */
@ConfigMapping(prefix = "vitrine.kafka")
public interface KafkaConfig {

    /** Addresses to begin with, {@code host:port}, separated by commas. */
    String bootstrapServers();

    /**
     * Partitions of a new topic. One image's events share a partition, so more than this many consumers of a group
     * gain nothing. Not to be raised later: it would break the order of an image's events.
     */
    @WithDefault("6")
    int partitions();

    /** Replicas of a new topic: 3 in production, 1 where there is one broker. */
    @WithDefault("1")
    short replicationFactor();
}
