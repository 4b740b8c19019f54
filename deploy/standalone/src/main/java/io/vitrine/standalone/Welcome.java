/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.nio.file.Path;

/** What a person needs to know once everything is up. */
record Welcome(Home home, Ports ports, Stack stack) {

    String text() {
        return """

                Vitrine is up: %s

                %s
                Try first:
                  openstack image create --disk-format raw --container-format bare --file FILE my-image
                  openstack image list --long
                Every change is an event:
                  kcat -C -b %s -t vitrine.catalog.v1 -o beginning
                Logs are in %s; Ctrl-C or deploy/down stops everything.
                """.formatted(
                ports.endpoint(), login(), stack.kafka(), shown(home.log("x").getParent()));
    }

    private String login() {
        return stack.keystone()
                .map(it ->
                        "Log in at your Keystone, " + it + ", whose catalog must name this address for type image.\n")
                .orElseGet(() -> """
                        Log in with one of these (the identity behind them is for local use only):
                          source %s     member in project demo
                          source %s      member in project alt
                          source %s   reader in project demo
                          source %s    admin
                        """.formatted(openrc("demo"), openrc("alt"), openrc("reader"), openrc("admin")));
    }

    private String openrc(String user) {
        return shown(home.openrc(user));
    }

    /** Relative to where the person is, when that is shorter. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}
