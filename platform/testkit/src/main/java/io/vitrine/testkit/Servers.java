/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import io.vitrine.local.identity.LocalIdentity;
import io.vitrine.local.identity.Users;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/**
 * The real servers a service runs on in its tests: from Docker where it answers, else the embedded ones that
 * deploy/up runs too.
 */
public final class Servers implements AutoCloseable {

    private final String service;
    private final TestDatabase database;
    private final TestBroker broker;
    private final LocalIdentity identity;
    private final Tokens tokens;

    private Servers(String service) {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        Users users = Users.generated();
        this.service = service;
        this.database = docker ? TestDatabase.container(service) : TestDatabase.embedded(service);
        this.broker = docker ? TestBroker.container() : TestBroker.embedded();
        this.identity = LocalIdentity.start(users, "http://127.0.0.1:9292", Duration.ofHours(1));
        this.tokens = new Tokens(users, identity.url());
    }

    /** Starts them for a service ({@code catalog}, {@code storage} …), with an empty database. */
    public static Servers start(String service) {
        return new Servers(service);
    }

    public TestBroker broker() {
        return broker;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** A probe of a topic from its beginning; close it after the test. */
    public EventProbe probe(String topic) {
        return new EventProbe(broker.bootstrapServers(), topic);
    }

    /** The settings that lead a service here. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("vitrine.database.url", database.url());
        settings.put("vitrine.database.username", database.username());
        settings.put("vitrine.database.password", database.password());
        settings.put("vitrine.kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("vitrine.kafka.partitions", "2");
        settings.put("vitrine.identity.keystone.url", identity.url());
        settings.put("vitrine.identity.service.username", service);
        settings.put("vitrine.identity.service.password", tokens.password(service));
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    @Override
    public void close() throws Exception {
        identity.close();
        broker.close();
        database.server().close();
    }
}
