/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services as processes: where they come from and what each is told. */
final class Services {

    /** By these names they have their databases and their users. */
    static final List<String> NAMES = List.of("catalog", "storage", "export", "audit");

    private final Home home;
    private final Ports ports;
    private final Settings settings;
    private final Path tree;

    /**
     * Describes them.
     *
     * @param tree the folder that they were built in
     */
    Services(Home home, Ports ports, Settings settings, Path tree) {
        this.home = home;
        this.ports = ports;
        this.settings = settings;
        this.tree = tree;
    }

    /** What a service's process is called. */
    static String process(String service) {
        return service + "-service";
    }

    int port(String service) {
        return switch (service) {
            case "catalog" -> ports.catalog();
            case "storage" -> ports.storage();
            case "export" -> ports.export();
            case "audit" -> ports.audit();
            default -> throw new IllegalArgumentException("No such service: " + service);
        };
    }

    /**
     * One of them, ready to be started.
     *
     * @param choices what the launcher settles for it about the servers it uses
     */
    ServicePart part(String service, Map<String, String> choices) {
        String process = process(service);
        Map<String, String> all = new LinkedHashMap<>(choices);
        // the gateway names the client, and only the gateway can reach this port
        all.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        all.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        if (service.equals("storage")) {
            all.put("vitrine.storage.default-store", "file");
            all.put("vitrine.storage.stores.file.kind", "file");
            all.put("vitrine.storage.stores.file.root", home.images().toString());
            // read first: the gateway sends files without copying them
            all.put("vitrine.storage.stores.file.weight", "1");
            all.put("vitrine.storage.catalog.url", "http://127.0.0.1:" + ports.catalog());
            all.put("vitrine.storage.sendfile", "true");
            all.put("vitrine.storage.artefacts.handover", home.scratch().toString());
        }
        if (service.equals("export")) {
            all.put("vitrine.export.catalog.url", "http://127.0.0.1:" + ports.catalog());
            all.put("vitrine.export.storage.url", "http://127.0.0.1:" + ports.storage());
            all.put("vitrine.export.conversion.scratch", home.scratch().toString());
            // both lie in the home, and all of this is one user's
            all.put("vitrine.export.conversion.links", "true");
        }
        Path file = home.run(process + ".properties");
        settings.write(file, all);
        return new ServicePart(new ServicePart.Spec(
                process,
                tree.resolve(process).resolve("target/quarkus-app/quarkus-run.jar"),
                port(service),
                file,
                home.pidFile(process),
                home.log(process),
                settings.environment()));
    }
}
