/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import io.vitrine.local.identity.LocalIdentity;
import io.vitrine.local.identity.Users;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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

    private Servers(String service, Duration tokenLife) {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        Users users = Users.generated();
        this.service = service;
        this.database = docker ? TestDatabase.container(service) : TestDatabase.embedded(service);
        this.broker = docker ? TestBroker.container() : TestBroker.embedded();
        this.identity = LocalIdentity.start(users, "http://127.0.0.1:9292", tokenLife);
        this.tokens = new Tokens(users, identity.url());
    }

    /** Starts them for a service ({@code catalog}, {@code storage} …), with an empty database. */
    public static Servers start(String service) {
        return start(service, Duration.ofHours(1));
    }

    /** The same with tokens, also those of the services, that expire after that time. */
    public static Servers start(String service, Duration tokenLife) {
        return new Servers(service, tokenLife);
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

    /** The settings that lead another service here, with an empty database of its own. */
    public Map<String, String> settingsOf(String other) {
        Map<String, String> settings = settings();
        String url = settings.get("vitrine.database.url");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + url, database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + other);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        settings.put("vitrine.database.url", url.substring(0, url.lastIndexOf('/') + 1) + other);
        settings.put("vitrine.identity.service.username", other);
        settings.put("vitrine.identity.service.password", tokens.password(other));
        return settings;
    }

    @Override
    public void close() throws Exception {
        identity.close();
        broker.close();
        database.server().close();
    }
}
