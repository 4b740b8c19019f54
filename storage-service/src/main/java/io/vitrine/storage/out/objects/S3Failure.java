/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.util.Set;

/** What an S3 server or the way to it failed with, in words that carry neither credentials nor signatures. */
final class S3Failure extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int NO_STATUS = 0;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final Set<String> PASSING_CODES = Set.of("RequestTimeout", "RequestTimeTooSkewed", "BadDigest");
    private static final Set<String> FULL_CODES =
            Set.of("XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage");

    private final int status;
    private final String code;

    private S3Failure(String message, int status, String code, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    /**
     * Makes one of what the client failed with.
     *
     * @param call what was tried, for the message
     */
    static S3Failure of(String call, Throwable failure) {
        return switch (failure) {
            case S3Failure known -> known;
            case ErrorResponseException error -> {
                String code = error.errorResponse().code();
                String text = code + ": " + error.errorResponse().message();
                yield new S3Failure(call + ": " + text, error.response().code(), code, null);
            }
            // from a proxy before the server, or no S3 server at all
            case InvalidResponseException invalid ->
                new S3Failure(call + ": " + invalid.getMessage(), NO_STATUS, "", null);
            case ServerException server -> answered(call, server.statusCode());
            default -> new S3Failure(call + ": " + failure, NO_STATUS, "", failure);
        };
    }

    /**
     * Makes one of an answer that is not what was asked for.
     *
     * @param status of HTTP
     */
    static S3Failure answered(String call, int status) {
        return new S3Failure(call + ": status " + status, status, "", null);
    }

    /** Whether what was asked for is not there; a bucket that is missing is another matter. */
    boolean isAbsence() {
        return status == NOT_FOUND && !code.equals("NoSuchBucket");
    }

    /** Whether the bucket is missing. */
    boolean isMissingBucket() {
        return code.equals("NoSuchBucket");
    }

    /** Whether the server has no room. */
    boolean isFull() {
        return status == INSUFFICIENT_STORAGE || FULL_CODES.contains(code);
    }

    /** Whether the same call may succeed a moment later. */
    boolean isPassing() {
        return !isFull()
                && (status == NO_STATUS
                        || (status >= 500 && status != NOT_IMPLEMENTED)
                        || PASSING.contains(status)
                        || PASSING_CODES.contains(code));
    }
}
