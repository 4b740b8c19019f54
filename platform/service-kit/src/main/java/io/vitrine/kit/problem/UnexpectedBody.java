/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import io.vertx.core.http.HttpServerRequest;

/** Bodies where the Image API has none: Glance answers 400 to a GET or DELETE that brings one. */
public final class UnexpectedBody {

    private UnexpectedBody() {}

    /** Whether the request announces a body of at least one byte, or of unknown length. */
    public static boolean in(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }
}
