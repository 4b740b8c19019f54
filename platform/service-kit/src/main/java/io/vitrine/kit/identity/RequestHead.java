/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.vertx.core.http.HttpServerRequest;
import io.vitrine.kit.problem.Problem;
import java.util.Optional;
import java.util.UUID;

/**
 * How long a request's address and headers may be. The server underneath takes more
 * ({@code quarkus.http.limits}), since it refuses without a word.
 */
final class RequestHead {

    static final String REQUEST_ID = "X-Openstack-Request-Id";
    private static final int LONGEST_REQUEST_ID = 64;
    private static final int LONGEST_ADDRESS = 4 * 1024;
    private static final int LARGEST_HEADERS = 20 * 1024;
    private static final int BETWEEN_NAME_AND_VALUE_AND_BEHIND = 4;

    private RequestHead() {}

    /** The id that the client gave the request, or else a new one. */
    static String id(HttpServerRequest request) {
        String given = request.getHeader(REQUEST_ID);
        return given == null || given.isBlank() || given.length() > LONGEST_REQUEST_ID
                ? "req-" + UUID.randomUUID()
                : given;
    }

    /** What is too long about it: 414 or 431. */
    static Optional<Problem> refusal(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_ADDRESS) {
            return Optional.of(Problem.of(
                    414,
                    "The address with its query may have " + LONGEST_ADDRESS
                            + " characters at most: ask for less at once."));
        }
        if (size(request) > LARGEST_HEADERS) {
            return Optional.of(
                    Problem.of(431, "The headers may have " + LARGEST_HEADERS + " bytes at most, all together."));
        }
        String id = request.getHeader(REQUEST_ID);
        if (id != null && id.length() > LONGEST_REQUEST_ID) {
            return Optional.of(
                    Problem.of(431, REQUEST_ID + " may have " + LONGEST_REQUEST_ID + " characters at most."));
        }
        return Optional.empty();
    }

    private static int size(HttpServerRequest request) {
        int size = 0;
        for (var header : request.headers()) {
            size += header.getKey().length() + header.getValue().length() + BETWEEN_NAME_AND_VALUE_AND_BEHIND;
        }
        return size;
    }
}
