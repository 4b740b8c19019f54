/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A Content-Type that is none, as {@code json}. The JAX-RS server would answer 400 without a reason; this way each call
 * refuses it as it does any other type that it does not take.
 */
class UnreadableType {

    private static final String UNKNOWN = "application/x-unknown";

    @ServerRequestFilter(preMatching = true)
    void check(ContainerRequestContext request) {
        String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type != null && !type.isBlank() && !isReadable(type)) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, UNKNOWN);
        }
    }

    private static boolean isReadable(String type) {
        try {
            return MediaTypeHelper.valueOf(type) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
