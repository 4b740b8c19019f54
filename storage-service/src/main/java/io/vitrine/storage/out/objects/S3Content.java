/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.vitrine.storage.domain.Passage;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** The bytes of an object that is to have so many, by either way. */
record S3Content(S3ObjectStore store, String object, long size) implements StoredObject.Content {

    private static final int WHOLE = 200;
    private static final int PART = 206;
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_PART = 416;

    @Override
    public InputStream open(long offset, long length) throws IOException {
        return new S3Stream(store.bucket(), object, offset, length);
    }

    @Override
    public Passage begin(long offset, long length) throws IOException {
        try {
            if (length > 0) {
                return S3Passage.begin(this, offset, length);
            }
            long has = store.bucket().size(object).orElseThrow(() -> lost("it is not there"));
            if (has != size) {
                throw other(String.valueOf(has));
            }
            return Passage.EMPTY;
        } catch (NoSuchFileException e) {
            store.requirePresent();
            throw e;
        }
    }

    /** Where it can be read for a while. */
    URI address() throws IOException {
        return store.bucket().address(object);
    }

    S3Channels channels() {
        return store.channels();
    }

    S3Retry retry() {
        return store.bucket().retry();
    }

    /**
     * Why an answer does not have the bytes from that offset on; empty where it does. A {@link NoSuchFileException} where the
     * object is not there, or is another.
     */
    Optional<IOException> refusal(HttpResponse head, long offset) {
        int status = head.status().code();
        boolean isPart = status == PART;
        if (isPart || (status == WHOLE && offset == 0)) {
            String part = head.headers().get(HttpHeaderNames.CONTENT_RANGE, "");
            String has = isPart
                    ? part.substring(part.lastIndexOf('/') + 1)
                    : head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
            return String.valueOf(size).equals(has) ? Optional.empty() : Optional.of(other(has));
        }
        return Optional.of(
                status == NOT_FOUND || status == NO_SUCH_PART
                        ? lost("status " + status)
                        : S3Failure.answered("cannot read " + object, status));
    }

    private NoSuchFileException other(String has) {
        return lost("it is to have " + size + " bytes and has " + has);
    }

    private NoSuchFileException lost(String reason) {
        return new NoSuchFileException(object, null, reason);
    }
}
