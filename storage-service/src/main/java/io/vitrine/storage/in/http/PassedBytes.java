/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.storage.domain.ByteSink;
import io.vitrine.storage.domain.Passage;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** A response that bytes are passed on to, as they are in memory. */
final class PassedBytes implements ByteSink {

    private static final Logger LOG = Logger.getLogger(PassedBytes.class);

    private final HttpServerResponse response;
    private long sent;
    private boolean gone;

    private PassedBytes(HttpServerResponse response) {
        this.response = response;
    }

    /**
     * Sends all of them, whose number the response's Content-Length has.
     *
     * @return the bytes that left; fewer than there are when the receiver or the store broke off, which then ends the
     *     connection, so that nobody takes it for the end of the data
     */
    static Uni<Long> send(Passage bytes, RoutingContext request) {
        PassedBytes sender = new PassedBytes(request.response());
        return Uni.createFrom()
                .completionStage(() -> bytes.to(sender))
                .emitOn(OnContext.current())
                .onFailure(e -> !sender.gone)
                .invoke(e -> LOG.warn("The store broke off during a download", e))
                .chain(() -> done(sender.response.end()))
                .onFailure()
                .recoverWithUni(e -> done(request.request().connection().close()))
                .map(ended -> sender.sent);
    }

    private static Uni<Void> done(Future<Void> call) {
        return Uni.createFrom().completionStage(call::toCompletionStage);
    }

    @Override
    public CompletionStage<Void> take(ByteBuffer block) {
        int length = block.remaining();
        return response.write(Buffer.buffer(Unpooled.wrappedBuffer(block)))
                .onSuccess(left -> sent += length)
                .onFailure(broken -> gone = true)
                .toCompletionStage();
    }
}
