/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {

    @TempDir
    Path folder;

    @Test
    void report_endsWithTheEndOfTheLog() throws IOException {
        Path log = log("line\n".repeat(30) + "last\n");

        assertThat(new StartFailure("It ended.", log, null).report())
                .startsWith("It ended.\nThe end of " + log + ":\n    line\n")
                .endsWith("\n    last")
                .hasLineCount(2 + 25);
    }

    @Test
    void report_ofSettingsThatAreRefused_leavesOutWhatCameBefore() throws IOException {
        Path log = log("INFO: pooling\nConfiguration validation failed:\n\tvitrine.x does not map to any root\n");

        assertThat(new StartFailure("It ended.", log, null).report())
                .isEqualTo("It ended.\nThe end of " + log
                        + ":\n    Configuration validation failed:\n    \tvitrine.x does not map to any root");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("service.log"), text);
    }
}
