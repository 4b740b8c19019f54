/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.PostgresOptions;
import io.vitrine.local.identity.Endpoints;
import io.vitrine.local.identity.LocalIdentity;
import io.vitrine.local.identity.Users;
import io.vitrine.standalone.gateway.Backend;
import io.vitrine.standalone.gateway.Gateway;
import io.vitrine.standalone.gateway.GatewayOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All parts of one Vitrine; those that the user has elsewhere already are left out. */
final class Stack {

    private static final String KEYSTONE = "vitrine.identity.keystone.url";
    private static final String KAFKA = "vitrine.kafka.bootstrap-servers";

    private final Home home;
    private final Ports ports;
    private final Settings settings;
    private final Services services;
    private final List<String> localDatabases;
    private final Optional<PostgresPart> postgres;
    private final Optional<S3Part> s3;

    Stack(Home home, Ports ports, Settings settings, Path tree, boolean s3) {
        this.home = home;
        this.ports = ports;
        this.settings = settings;
        this.services = new Services(home, ports, settings, tree);
        this.localDatabases = Services.NAMES.stream()
                .filter(it -> settings.get(database(it, "url")).isEmpty())
                .toList();
        this.postgres = localDatabases.isEmpty()
                ? Optional.empty()
                : Optional.of(new PostgresPart(
                        PostgresOptions.durable(home.postgres(), ports.postgres(), home.log("postgresql")),
                        localDatabases));
        this.s3 = s3 ? Optional.of(new S3Part(home, ports)) : Optional.empty();
        refuseOneDatabaseForAll();
    }

    /** The Keystone that the user has; empty when the local identity stands in. */
    Optional<String> keystone() {
        return settings.get(KEYSTONE);
    }

    /** Where clients find the events. */
    String kafka() {
        return settings.get(KAFKA).orElse("127.0.0.1:" + ports.kafka());
    }

    /** The ports it needs, by what needs them. */
    Map<String, Integer> needed() {
        Map<String, Integer> needed = new LinkedHashMap<>();
        needed.put("the gateway", ports.gateway());
        Services.NAMES.forEach(it -> needed.put(Services.process(it), services.port(it)));
        postgres.ifPresent(it -> needed.put("PostgreSQL", ports.postgres()));
        if (settings.get(KAFKA).isEmpty()) {
            needed.put("Kafka", ports.kafka());
            needed.put("Kafka's controller", ports.kafkaController());
        }
        s3.ifPresent(it -> needed.put("the S3 server", ports.s3()));
        if (keystone().isEmpty()) {
            needed.put("the local identity", ports.identity());
        }
        return needed;
    }

    /** Starts it and returns when all of it is healthy. */
    void start(Supervisor supervisor) {
        Optional<Users> users = keystone().isEmpty() ? Optional.of(Users.open(home.users())) : Optional.empty();
        List<Part> first = new ArrayList<>();
        postgres.ifPresent(first::add);
        s3.ifPresent(first::add);
        if (settings.get(KAFKA).isEmpty()) {
            first.add(new KafkaPart(home, ports));
        }
        users.ifPresent(it -> first.add(identity(it)));
        supervisor.start(first);
        supervisor.start(Services.NAMES.stream()
                .map(it -> services.part(it, choices(it, users)))
                .toList());
        supervisor.start(List.of(new InProcessPart<>("gateway", () -> Gateway.start(gateway()))));
        users.ifPresent(it -> new Openrc(home, endpoints().identity() + "/v3").writeAll(it));
    }

    private Part identity(Users users) {
        return new InProcessPart<>(
                "identity", () -> LocalIdentity.start(users, ports.identity(), endpoints(), LocalIdentity.TOKEN_LIFE));
    }

    private Endpoints endpoints() {
        return new Endpoints(ports.endpoint(), ports.endpoint() + "/identity");
    }

    private GatewayOptions gateway() {
        Map<Backend, Integer> backends = new EnumMap<>(Map.of(
                Backend.CATALOG, ports.catalog(),
                Backend.STORAGE, ports.storage(),
                Backend.EXPORT, ports.export(),
                Backend.AUDIT, ports.audit()));
        if (keystone().isEmpty()) {
            backends.put(Backend.IDENTITY, ports.identity());
        }
        List<Path> files = new ArrayList<>(List.of(home.images()));
        settings.all("vitrine.storage.stores.*.root").map(Path::of).forEach(files::add);
        return new GatewayOptions("127.0.0.1", ports.gateway(), backends, files);
    }

    private Map<String, String> choices(String service, Optional<Users> users) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put(KAFKA, kafka());
        if (localDatabases.contains(service)) {
            var server = postgres.orElseThrow().server();
            choices.put("vitrine.database.url", server.url(service));
            choices.put("vitrine.database.username", server.username());
            choices.put("vitrine.database.password", server.password());
        } else {
            for (String detail : List.of("url", "username", "password")) {
                settings.get(database(service, detail)).ifPresent(it -> choices.put("vitrine.database." + detail, it));
            }
        }
        s3.ifPresent(it -> {
            if (service.equals("storage")) {
                choices.putAll(it.settings());
            } else if (service.equals("catalog")) {
                choices.put("vitrine.catalog.stores", "file,s3");
            }
        });
        users.ifPresent(it -> {
            choices.put(KEYSTONE, "http://127.0.0.1:" + ports.identity() + "/v3");
            choices.put("vitrine.identity.public-url", endpoints().identity() + "/v3");
            choices.put("vitrine.identity.service.username", service);
            choices.put(
                    "vitrine.identity.service.password", it.password(service).orElseThrow());
        });
        return choices;
    }

    private static String database(String service, String detail) {
        return "vitrine." + service + ".database." + detail;
    }

    private void refuseOneDatabaseForAll() {
        settings.get("vitrine.database.url").ifPresent(url -> {
            throw new StartFailure("vitrine.database.url names one database, but each service has its own: set "
                    + "vitrine.catalog.database.url and the same for storage, export and audit, each with .username and "
                    + ".password.");
        });
    }
}
