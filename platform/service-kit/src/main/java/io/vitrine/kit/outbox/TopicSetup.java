/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import io.vitrine.contract.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics that are missing: facts are kept for ever, states are compacted. An existing topic is left as it is. */
class TopicSetup {

    private final KafkaConfig config;
    private final Set<String> known = new HashSet<>();

    TopicSetup(KafkaConfig config) {
        this.config = config;
    }

    /** Makes what is missing of the fixed topics, so that a consumer finds them before the first event. */
    void ensureAll() throws InterruptedException {
        ensure(Topics.ALL.stream().map(Topics.Topic::name).toList());
    }

    void ensure(Collection<String> topics) throws InterruptedException {
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !known.contains(topic))
                .map(this::topic)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000"))) {
            for (var created : admin.createTopics(missing).values().values()) {
                created.get();
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Cannot make the topics " + topics, e.getCause());
            }
        }
        known.addAll(topics);
    }

    private NewTopic topic(String name) {
        boolean compacted = Topics.ALL.stream().anyMatch(t -> t.name().equals(name) && t.compacted());
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        return new NewTopic(name, config.partitions(), config.replicationFactor()).configs(settings);
    }
}
