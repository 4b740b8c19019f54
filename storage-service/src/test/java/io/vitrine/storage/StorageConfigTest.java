/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageConfigTest {

    @Test
    void stores_byEnvironment_haveTheNamesInTheVariables() {
        StorageConfig config = read(
                Map.of(
                        "VITRINE_STORAGE_STORES_FAST_KIND", "file",
                        "VITRINE_STORAGE_STORES_FAST_ROOT", "/srv/images",
                        "VITRINE_STORAGE_STORES_FAST_READ_ONLY", "true"),
                Map.of());

        assertThat(config.stores()).containsOnlyKeys("fast");
        assertThat(config.stores().get("fast").file().root()).contains(Path.of("/srv/images"));
        assertThat(config.stores().get("fast").readOnly()).isTrue();
    }

    @Test
    void stores_byProperties_mayHaveAnyName() {
        StorageConfig config = read(
                Map.of(),
                Map.of(
                        "vitrine.storage.stores.\"a.b c\".kind", "file",
                        "vitrine.storage.stores.\"a.b c\".root", "/srv/images",
                        "vitrine.storage.stores.cold-one.kind", "file",
                        "vitrine.storage.stores.cold-one.weight", "-5"));

        assertThat(config.stores()).containsOnlyKeys("a.b c", "cold-one");
        assertThat(config.stores().get("cold-one").weight()).isEqualTo(-5);
    }

    @Test
    void store_byBoth_takesEachSettingFromTheEnvironmentFirst() {
        StorageConfig config = read(
                Map.of("VITRINE_STORAGE_STORES_FILE_ROOT", "/mnt"),
                Map.of("vitrine.storage.stores.file.kind", "file", "vitrine.storage.stores.file.root", "/srv"));

        assertThat(config.stores()).containsOnlyKeys("file");
        assertThat(config.stores().get("file").file().root()).contains(Path.of("/mnt"));
    }

    private static StorageConfig read(Map<String, String> environment, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("vitrine.storage.catalog.url", "http://127.0.0.1");
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(all, "test", 100))
                .withMapping(StorageConfig.class)
                .build()
                .getConfigMapping(StorageConfig.class);
    }
}
