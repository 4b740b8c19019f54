/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import java.net.InetAddress;
import java.net.URI;

/**
 * A URI that may be fetched, as far as can be told without the network.
 *
 * @param uri in ASCII, without user information
 * @param host in lower case, without a dot at its end
 * @param port the one named or implied
 * @param secure whether it is spoken to over TLS
 * @param literal the host when it is an address; null when it is a name
 */
record WebTarget(URI uri, String host, int port, boolean secure, InetAddress literal) {

    static final int HTTP = 80;
    static final int HTTPS = 443;

    /** Who is asked, as the Host header says it. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (secure ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    /** What the request asks for: path and query. */
    String path() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
