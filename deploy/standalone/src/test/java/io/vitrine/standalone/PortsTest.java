/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void parse_unsetOrGiven() {
        assertThat(Ports.parse(null).endpoint()).isEqualTo("http://127.0.0.1:9292");
        assertThat(Ports.parse("9500").audit()).isEqualTo(9505);
        assertThat(Ports.parse("9500").export()).isEqualTo(9509);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65527", "http", "99999999999"})
    void parse_notAPort_namesTheVariable(String given) {
        assertThatThrownBy(() -> Ports.parse(given))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("VITRINE_PORT")
                .hasMessageContaining(given);
    }

    @Test
    void requireFree_takenPort_namesItAndTheVariable() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> new Ports(9292).requireFree(Map.of("Kafka", port)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("Port " + port + ", needed for Kafka, is in use.")
                    .hasMessageContaining("VITRINE_PORT");
        }
    }
}
