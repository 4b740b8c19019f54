/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.http.HttpServerRequest;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.StorageError;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request's headers say of its body: Content-Length or {@code x-openstack-image-size}, {@code Content-Digest} and
 * {@code Repr-Digest} (RFC 9530), which are the same here, and {@code Content-MD5} (RFC 1864).
 */
final class AnnouncedBody {

    private static final String SIZE = "x-openstack-image-size";

    private AnnouncedBody() {}

    /** What they say; fails with {@link StorageError.Invalid} where one cannot be read or they contradict each other. */
    static Announcement of(HttpServerRequest request) {
        return new Announcement(size(request), digests(request));
    }

    private static Long size(HttpServerRequest request) {
        Long length = number(request, "Content-Length");
        Long size = number(request, SIZE);
        if (length != null && size != null && !length.equals(size)) {
            throw new StorageError.Invalid(SIZE + " says " + size + " bytes, but the body has " + length + ".");
        }
        return size == null ? length : size;
    }

    private static List<DeclaredDigest> digests(HttpServerRequest request) {
        List<DeclaredDigest> digests = new ArrayList<>();
        for (String field : List.of("Content-Digest", "Repr-Digest")) {
            digests.addAll(DeclaredDigest.ofDigestField(field, request.headers().getAll(field)));
        }
        request.headers().getAll("Content-MD5").stream()
                .map(DeclaredDigest::ofContentMd5)
                .forEach(digests::add);
        return digests;
    }

    /** A header that is a number of bytes; null when absent. */
    static Long number(HttpServerRequest request, String header) {
        String text = request.getHeader(header);
        if (text == null) {
            return null;
        }
        if (!text.strip().matches("\\d{1,18}")) {
            throw new StorageError.Invalid(header + " has to be a number of bytes.");
        }
        return Long.valueOf(text.strip());
    }
}
