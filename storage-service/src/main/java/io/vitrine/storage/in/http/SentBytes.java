/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Counts the bytes of files that leave through a connection. Vert.x itself only tells whether all of them left, which is
 * not enough to record a download that broke. Lives on the connection's event loop.
 */
final class SentBytes extends ChannelOutboundHandlerAdapter {

    private final ChannelPipeline pipeline;
    private long bytes;

    private SentBytes(ChannelPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Counts from now on. */
    static SentBytes count(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        SentBytes counter = new SentBytes(pipeline);
        pipeline.addFirst(counter);
        return counter;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        ChannelPromise written = promise.unvoid();
        if (message instanceof FileRegion file) {
            written.addListener(done -> bytes += file.transferred());
        }
        super.write(context, message, written);
    }

    /** Bytes that left so far. */
    long bytes() {
        return bytes;
    }

    /** Counts no more. */
    void stop() {
        if (pipeline.context(this) != null) {
            pipeline.remove(this);
        }
    }
}
