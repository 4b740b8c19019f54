/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vitrine.storage.domain.StorageError;
import java.nio.charset.StandardCharsets;

/** A request's body that is held in memory as a whole, which is why it may not be large. */
final class SmallBody {

    private static final int MOST = 64 * 1024;

    private SmallBody() {}

    /** The body as text; fails with {@link StorageError.Refused} where it has more than {@value #MOST} bytes. */
    static Uni<String> of(HttpServerRequest request) {
        return Uni.createFrom().emitter(text -> {
            Buffer all = Buffer.buffer();
            request.handler(chunk -> {
                if (all.length() + chunk.length() > MOST) {
                    request.handler(rest -> {});
                    text.fail(new StorageError.Refused(413, "The body has more than " + MOST + " bytes."));
                } else {
                    all.appendBuffer(chunk);
                }
            });
            request.exceptionHandler(text::fail);
            request.endHandler(end -> text.complete(all.toString(StandardCharsets.UTF_8)));
            request.resume();
        });
    }
}
