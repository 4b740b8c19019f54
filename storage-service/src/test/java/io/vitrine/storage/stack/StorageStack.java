/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.TestS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * All that storage-service works with, for real: database, broker, identity, and the catalog. A test class has {@link
 * Servers}, {@link Catalog}, {@link StoreFiles}, {@link SmallDisk}, {@link OtherRegion} and {@link TestS3} in fields of these types.
 *
 * <p>Its stores: {@code file}, the default one, {@code second}, {@code full}, {@code small}, {@code s3}, and {@code archive}, which is
 * read-only.
 */
public final class StorageStack implements QuarkusTestResourceLifecycleManager {

    /** Short, so that a test can outlive it. */
    public static final Duration LEASE = Duration.ofSeconds(4);

    private Servers servers;
    private Catalog catalog;
    private StoreFiles files;
    private SmallDisk small;
    private final OtherRegion region = new OtherRegion();
    private TestS3 s3;

    @Override
    public Map<String, String> start() {
        Path home = temporary();
        files = new StoreFiles(home.resolve("images"));
        small = SmallDisk.at(home.resolve("small"));
        s3 = TestS3.start();
        servers = Servers.start("storage");
        catalog = new Catalog(servers.settingsOf("catalog"), home);
        catalog.start(LEASE);
        Map<String, String> settings = new HashMap<>(servers.settings());
        settings.put("vitrine.storage.catalog.url", catalog.url());
        settings.put("vitrine.storage.catalog.timeout", "3s");
        settings.put("vitrine.storage.default-store", "file");
        settings.put("vitrine.storage.stores.file.kind", "file");
        settings.put("vitrine.storage.stores.file.weight", "10");
        settings.putAll(furtherStores(home));
        settings.put("vitrine.storage.stores.file.root", files.root().toString());
        settings.put("vitrine.storage.stores.second.kind", "file");
        settings.put(
                "vitrine.storage.stores.second.root",
                files.root().resolve("second").toString());
        settings.put("vitrine.storage.web-download.allowed-hosts", "127.0.0.1");
        settings.put("vitrine.storage.web-download.ports", "80,443," + WebFiles.PORTS);
        settings.put("vitrine.storage.glance-download.regions", region.setting());
        Signed.writeCertificates(home.resolve("certificates"));
        settings.put(
                "vitrine.storage.signatures.certificates",
                home.resolve("certificates").toString());
        settings.put("vitrine.storage.import.claim", "2s");
        settings.put("vitrine.storage.import.retry", "1s");
        settings.put("vitrine.storage.import.attempts", "3");
        settings.put("vitrine.storage.import.progress-interval", "500ms");
        settings.put("vitrine.storage.sendfile", "true");
        settings.put("vitrine.storage.artefacts.handover", files.handover().toString());
        settings.put("vitrine.storage.upload.idle-timeout", "2s");
        settings.putAll(shortTimes());
        return settings;
    }

    private static Map<String, String> shortTimes() {
        return Map.of(
                "vitrine.storage.reconcile.interval", "1s",
                "vitrine.storage.reconcile.orphan-age", "10s",
                "vitrine.storage.purge.interval", "1s",
                "vitrine.storage.purge.retry", "2s",
                "vitrine.storage.sweep.retry", "1s",
                "vitrine.storage.resumable.piece-size", "1M",
                "vitrine.storage.resumable.claim", "2s",
                "vitrine.storage.resumable.interval", "500ms");
    }

    private Map<String, String> furtherStores(Path home) {
        Map<String, String> settings = new HashMap<>();
        settings.put("vitrine.storage.stores.full.kind", "file");
        settings.put(
                "vitrine.storage.stores.full.root", files.root().resolve("full").toString());
        settings.put("vitrine.storage.stores.full.reserve", "1000G");
        settings.put("vitrine.storage.stores.archive.kind", "file");
        settings.put(
                "vitrine.storage.stores.archive.root", home.resolve("archive").toString());
        settings.put("vitrine.storage.stores.archive.read-only", "true");
        settings.put("vitrine.storage.stores.archive.weight", "-1");
        settings.put("vitrine.storage.stores.small.kind", "file");
        settings.put("vitrine.storage.stores.small.root", small.root().toString());
        settings.put("vitrine.storage.stores.small.reserve", String.valueOf(small.reserve()));
        settings.put("vitrine.storage.stores.s3.kind", "s3");
        settings.put("vitrine.storage.stores.s3.weight", "5");
        settings.put("vitrine.storage.stores.s3.description", "objects");
        settings.put("vitrine.storage.stores.s3.endpoint", s3.endpoint());
        settings.put("vitrine.storage.stores.s3.bucket", "images");
        settings.put("vitrine.storage.stores.s3.create-bucket", "true");
        settings.put("vitrine.storage.stores.s3.access-key", s3.accessKey());
        settings.put("vitrine.storage.stores.s3.secret-key", s3.secretKey());
        settings.put("vitrine.storage.stores.s3.part-size", "5M");
        settings.put("vitrine.storage.stores.s3.memory", "15M");
        settings.put("vitrine.storage.stores.s3.timeout", "3s");
        settings.put("vitrine.storage.stores.s3.attempts", "2");
        return settings;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vitrine-storage");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers, field -> field.getType().equals(Servers.class));
        injector.injectIntoFields(catalog, field -> field.getType().equals(Catalog.class));
        injector.injectIntoFields(files, field -> field.getType().equals(StoreFiles.class));
        injector.injectIntoFields(small, field -> field.getType().equals(SmallDisk.class));
        injector.injectIntoFields(region, field -> field.getType().equals(OtherRegion.class));
        injector.injectIntoFields(s3, field -> field.getType().equals(TestS3.class));
    }

    @Override
    public void stop() {
        try (OtherRegion other = region;
                TestS3 objects = s3;
                Servers all = servers;
                Catalog one = catalog) {
            small.close();
            files.removeAll();
        } catch (Exception e) {
            throw new IllegalStateException("The test's servers did not stop", e);
        }
    }
}
