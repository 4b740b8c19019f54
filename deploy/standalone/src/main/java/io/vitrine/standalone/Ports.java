/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.LocalPort;
import java.util.Map;

/** The ports of one Vitrine: the gateway's, and nine more above it that only this machine itself talks to. */
record Ports(int gateway) {

    private static final int USUAL = 9292;
    private static final int LAST_PORT = 65_535;
    /** How many it has, beginning with the gateway's. */
    static final int COUNT = 10;

    /** Those that {@code VITRINE_PORT} asks for. */
    static Ports parse(String given) {
        if (given == null || given.isBlank()) {
            return new Ports(USUAL);
        }
        try {
            int port = Integer.parseInt(given.strip());
            if (port >= 1 && port + COUNT - 1 <= LAST_PORT) {
                return new Ports(port);
            }
        } catch (NumberFormatException e) {
            // told below, like a number that is no port
        }
        throw new StartFailure(
                "VITRINE_PORT must be a number from 1 to %d, but is \"%s\".".formatted(LAST_PORT - COUNT + 1, given));
    }

    int kafka() {
        return gateway + 1;
    }

    int postgres() {
        return gateway + 2;
    }

    int catalog() {
        return gateway + 3;
    }

    int storage() {
        return gateway + 4;
    }

    int audit() {
        return gateway + 5;
    }

    int kafkaController() {
        return gateway + 6;
    }

    int identity() {
        return gateway + 7;
    }

    int s3() {
        return gateway + 8;
    }

    int export() {
        return gateway + 9;
    }

    /** The address of the gateway. */
    String endpoint() {
        return "http://127.0.0.1:" + gateway;
    }

    /** Refuses when another program has a port that a part of ours needs. */
    void requireFree(Map<String, Integer> needed) {
        needed.forEach((part, port) -> {
            if (!new LocalPort(port).isFree()) {
                throw new StartFailure(
                        "Port %d, needed for %s, is in use. Set VITRINE_PORT to the first of %d free ports, for example VITRINE_PORT=%d."
                                .formatted(port, part, COUNT, gateway == USUAL ? USUAL + 1_000 : USUAL));
            }
        });
    }
}
