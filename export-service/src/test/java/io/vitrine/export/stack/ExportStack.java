/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.ServiceProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that export-service works with, for real: database, broker, identity, catalog and storage. A test class has {@link
 * Servers}, {@link Images}, {@link Storage} and {@link Scratch} in fields of these types.
 */
public class ExportStack implements QuarkusTestResourceLifecycleManager {

    /** Users and services have to log in again and again. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(20);

    private Servers servers;
    private ServiceProcess catalog;
    private Storage storage;
    private Scratch scratch;
    private Path home;

    @Override
    public Map<String, String> start() {
        home = temporary();
        scratch = new Scratch(home.resolve("scratch"));
        servers = Servers.start("export", TOKEN_LIFE);
        catalog = new ServiceProcess("catalog-service", home);
        catalog.start(servers.settingsOf("catalog"));
        storage = new Storage(servers.settingsOf("storage"), catalog.url(), home);
        storage.start();
        Map<String, String> settings = new HashMap<>(servers.settings());
        settings.put("vitrine.export.catalog.url", catalog.url());
        settings.put("vitrine.export.storage.url", storage.url());
        settings.put("vitrine.export.jobs.interval", "1s");
        settings.put("vitrine.export.jobs.progress-interval", "100ms");
        settings.put("vitrine.export.jobs.claim", "2s");
        settings.put("vitrine.export.jobs.idle-timeout", "5s");
        settings.put("vitrine.export.jobs.retry", "200ms");
        settings.put("vitrine.export.jobs.longest-retry", "1s");
        settings.put("vitrine.export.jobs.attempts", "40");
        settings.put("vitrine.export.jobs.open-per-project", "1000");
        settings.put("vitrine.identity.token-cache", "200ms");
        settings.put("vitrine.export.jobs.at-once", "2");
        settings.put("vitrine.export.cache.interval", "500ms");
        settings.put("vitrine.export.cache.orphan-interval", "1s");
        settings.put("vitrine.export.cache.orphan-age", "2s");
        settings.put("vitrine.export.conversion.scratch", scratch.root().toString());
        settings.put("vitrine.export.conversion.largest", "64T");
        settings.put("vitrine.export.conversion.links", "true");
        settings.putAll(otherSettings());
        return settings;
    }

    /** Settings of export-service that are not the usual ones. */
    protected Map<String, String> otherSettings() {
        return Map.of();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vitrine-export");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers, field -> field.getType().equals(Servers.class));
        injector.injectIntoFields(storage, field -> field.getType().equals(Storage.class));
        injector.injectIntoFields(scratch, field -> field.getType().equals(Scratch.class));
        injector.injectIntoFields(
                new Images(catalog, storage), field -> field.getType().equals(Images.class));
    }

    @Override
    public void stop() {
        try (Servers all = servers;
                ServiceProcess one = catalog;
                Storage other = storage;
                Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (Exception e) {
            throw new IllegalStateException("The test's servers did not stop", e);
        }
    }
}
