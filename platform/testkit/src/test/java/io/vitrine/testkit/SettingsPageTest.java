/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the code; {@code -Dvitrine.documents=write} writes it anew. */
class SettingsPageTest {

    private static final Path TREE = Path.of("../..");
    private static final Path PAGE = TREE.resolve("docs/configuration.md");

    @Test
    void configurationPage_isAsTheInterfacesSay() throws IOException {
        String page = SettingsPage.of(TREE);
        if ("write".equals(System.getProperty("vitrine.documents"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
}
