/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the gateway needs to know.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param backends the loopback port of each backend; one that is missing is answered with 404
 * @param files the folders below which storage may name files for the gateway to send
 */
public record GatewayOptions(String host, int port, Map<Backend, Integer> backends, List<Path> files) {
    public GatewayOptions {
        backends = Map.copyOf(backends);
        files = List.copyOf(files);
    }
}
