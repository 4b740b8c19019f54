/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String KAFKA = "vitrine.kafka.bootstrap-servers";

    @TempDir
    Path home;

    @Test
    void get_environmentBeatsFile() throws IOException {
        Path file = Files.writeString(home.resolve("application.properties"), KAFKA + " = file:9092\n");

        assertThat(Settings.read(Map.of("VITRINE_KAFKA_BOOTSTRAP_SERVERS", "env:9092"), file)
                        .get(KAFKA))
                .contains("env:9092");
        assertThat(Settings.read(Map.of(), file).get(KAFKA)).contains("file:9092");
        assertThat(Settings.read(Map.of("VITRINE_KAFKA_BOOTSTRAP_SERVERS", ""), file)
                        .get(KAFKA))
                .contains("file:9092");
        assertThat(Settings.read(Map.of(), home.resolve("missing")).get(KAFKA)).isEmpty();
    }

    @Test
    void write_fileBeatsTheLaunchersChoices() throws IOException {
        Settings settings = new Settings(Map.of(), properties(KAFKA, "file:9092"));

        Properties written = write(settings, Map.of(KAFKA, "local:9293", "vitrine.database.url", "postgresql://x/y"));

        assertThat(written)
                .containsEntry(KAFKA, "file:9092")
                .containsEntry("vitrine.database.url", "postgresql://x/y")
                .containsEntry("config_ordinal", "270");
    }

    @Test
    void databasesOfServices_areNotPassedOn() throws IOException {
        Settings settings = new Settings(
                Map.of("VITRINE_AUDIT_DATABASE_URL", "postgresql://x/audit", "PATH", "/bin"),
                properties("vitrine.catalog.database.password", "secret"));

        assertThat(settings.environment()).containsOnlyKeys("PATH");
        assertThat(write(settings, Map.of())).containsOnlyKeys("config_ordinal");
        assertThat(settings.get("vitrine.audit.database.url")).contains("postgresql://x/audit");
    }

    @Test
    void all_ofLikeNames_givesThoseOfBothPlaces() {
        Settings settings = new Settings(
                Map.of("VITRINE_STORAGE_STORES_COLD_ROOT", "/a", "VITRINE_STORAGE_STORES_COLD_KIND", "file"),
                properties("vitrine.storage.stores.\"very cold\".root", "/b"));

        assertThat(settings.all("vitrine.storage.stores.*.root")).containsExactlyInAnyOrder("/a", "/b");
    }

    @Test
    void read_brokenFile_saysWhichOne() throws IOException {
        Path file = Files.writeString(home.resolve("application.properties"), "a=\\u00zz");

        assertThatThrownBy(() -> Settings.read(Map.of(), file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void read_fileInAnotherEncoding_saysWhichOneItHasToHave() throws IOException {
        Path file = Files.write(home.resolve("application.properties"), new byte[] {'#', (byte) 0xfc, '\n'});

        assertThatThrownBy(() -> Settings.read(Map.of(), file))
                .isInstanceOf(StartFailure.class)
                .hasMessage("Cannot read the settings in " + file + ": it is not UTF-8.");
    }

    private Properties write(Settings settings, Map<String, String> choices) throws IOException {
        Path target = home.resolve("written.properties");
        settings.write(target, choices);
        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(target)) {
            written.load(reader);
        }
        return written;
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.put(name, value);
        return properties;
    }
}
