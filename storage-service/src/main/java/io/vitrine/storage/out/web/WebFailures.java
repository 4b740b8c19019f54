/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.vertx.core.http.HttpClientResponse;
import io.vitrine.storage.domain.StorageError;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;

/**
 * What went wrong with a server, in the terms of the person who named it. {@link StorageError.Unavailable} is what may pass;
 * {@link StorageError.Invalid} will fail again. Nothing that a server sent is repeated: it may be from a place that
 * the person cannot see.
 */
final class WebFailures {

    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final List<String> NO_SUCH_NAME = List.of("not known", "does not resolve");

    private WebFailures() {}

    /** Why the way to a host failed. */
    static StorageError connecting(String host, Throwable e) {
        if (e instanceof StorageError known) {
            return known;
        }
        if (e instanceof UnknownHostException && saysNoSuchName(e)) {
            return new StorageError.Invalid("The host '" + host + "' is not known.");
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new StorageError.Invalid("The certificate of '" + host + "' is not valid for it.");
            }
        }
        return new StorageError.Unavailable("'" + host + "' cannot be reached just now.", e);
    }

    /** Fails unless the answer brings an image as it is. */
    static void requireImage(String host, HttpClientResponse answer) {
        requireSuccess("'" + host + "'", answer.statusCode());
        String coding = answer.getHeader("Content-Encoding");
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw new StorageError.Invalid(
                    "'" + host + "' sends the image with a Content-Encoding, though asked not to;"
                            + " what it was before is not known.");
        }
    }

    /** Fails unless the answer is what was asked for; {@code who} answered. */
    static void requireSuccess(String who, int status) {
        String reason = who + " answered " + status + " instead of sending the image.";
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            throw new StorageError.Unavailable(reason, null);
        }
        if (status != OK) {
            throw new StorageError.Invalid(reason);
        }
    }

    /** The resolver of the system says it in words only; what it does not say for certain may pass. */
    private static boolean saysNoSuchName(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return NO_SUCH_NAME.stream().anyMatch(message::contains);
    }
}
