/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer that says what is wrong.
 *
 * @param status HTTP status, 4xx or 5xx
 * @param message one or two sentences a person can act on; never a stack trace
 * @param headers further headers that the status calls for ({@code Allow}, {@code WWW-Authenticate} …)
 */
public record Problem(int status, String message, Map<String, String> headers) {

    /** A problem without further headers. */
    public static Problem of(int status, String message) {
        return new Problem(status, message, Map.of());
    }

    /** The same with one more header. */
    public Problem with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Problem(status, message, Map.copyOf(more));
    }

    /** The status' name, for example {@code Not Found}. */
    public String title() {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
