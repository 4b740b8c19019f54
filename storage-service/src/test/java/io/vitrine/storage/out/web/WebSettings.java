/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vitrine.storage.StorageConfig;
import java.util.HashMap;
import java.util.Map;

/** The settings of downloads, as an operator's file would give them. */
final class WebSettings {

    private static final int BEFORE_DEFAULTS = 500;

    private WebSettings() {}

    /** {@code settings} are keys below {@code vitrine.storage.web-download}, each with its value. */
    static StorageConfig.WebDownload of(String... settings) {
        Map<String, String> file = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            file.put("web-download." + settings[i], settings[i + 1]);
        }
        return storage(file).webDownload();
    }

    /** {@code settings} are keys below {@code vitrine.storage}, each with its value. */
    static StorageConfig storage(Map<String, String> settings) {
        Map<String, String> file = new HashMap<>();
        file.put("vitrine.storage.catalog.url", "http://unused");
        settings.forEach((key, value) -> file.put("vitrine.storage." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(StorageConfig.class)
                .withSources(new PropertiesConfigSource(file, "operator", BEFORE_DEFAULTS))
                .build()
                .getConfigMapping(StorageConfig.class);
    }
}
