/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vitrine.storage.StorageConfig;
import io.vitrine.testkit.TestS3;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Opens S3 stores as settings would. */
final class S3Stores {

    private static final String STORE = "vitrine.storage.stores.s3.";

    private S3Stores() {}

    /** A store in a new bucket, with small parts, and quick to give up. */
    static S3ObjectStore open(TestS3 server, Map<String, String> settings) {
        return open(URI.create(server.endpoint()), server, settings);
    }

    /** The same, reached by another address. */
    static S3ObjectStore open(URI endpoint, TestS3 server, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "kind", "s3",
                "endpoint", endpoint.toString(),
                "bucket", "images-" + UUID.randomUUID(),
                "create-bucket", "true",
                "access-key", server.accessKey(),
                "secret-key", server.secretKey(),
                "part-size", "5M",
                "connect-timeout", "2s",
                "timeout", "10s"));
        all.putAll(settings);
        return new S3ObjectStore("s3", options(all));
    }

    /** What is made of the settings of a store. */
    static S3Options options(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("vitrine.storage.catalog.url", "http://127.0.0.1"));
        settings.forEach((name, value) -> all.put(STORE + name, value));
        StorageConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(StorageConfig.class)
                .build()
                .getConfigMapping(StorageConfig.class);
        return S3Connection.options(
                "vitrine.storage.stores.s3", config.stores().get("s3").s3());
    }
}
