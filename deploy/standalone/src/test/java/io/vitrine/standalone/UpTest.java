/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class UpTest {

    @Test
    void help_tellsOfAllPortsAndDatabases() {
        String help = new CommandLine(new Up()).getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help).contains("the 9 above are used too").contains("with all four no local PostgreSQL is started");
        assertThat(new Ports(9292).export()).isEqualTo(9292 + 9);
        assertThat(Services.NAMES).hasSize(4).allMatch(help::contains);
    }
}
