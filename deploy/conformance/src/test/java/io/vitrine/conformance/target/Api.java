/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import java.net.URI;

/** One server seen by one caller. Paths are sent as they are written: percent-encode them first. */
public record Api(URI base, String token) {

    public Call get(String path) {
        return call("GET", path);
    }

    public Call put(String path) {
        return call("PUT", path);
    }

    public Call post(String path) {
        return call("POST", path);
    }

    public Call patch(String path) {
        return call("PATCH", path);
    }

    public Call delete(String path) {
        return call("DELETE", path);
    }

    public Call call(String method, String path) {
        Call call = new Call(method, URI.create(base + path));
        return token == null ? call : call.header("X-Auth-Token", token);
    }
}
