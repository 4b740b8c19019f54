/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.impl.ContextInternal;
import io.vitrine.storage.domain.ByteSink;
import io.vitrine.storage.domain.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A part of an object on its way from the server's socket to whoever takes it, without a thread and without a copy. Where
 * the connection breaks, it goes on from there. All of it happens on the event loop of the request that it is for: between
 * two loops every block would wake a thread.
 */
final class S3Passage implements Passage {

    private static final int BLOCKS_IN_FLIGHT = 2;

    private final S3Content object;
    private final EventLoop loop;
    private final InetSocketAddress server;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> passed = new CompletableFuture<>();
    private final Deque<ByteBuf> came = new ArrayDeque<>();
    private long offset;
    private long left;
    private int failed;
    private int inFlight;
    private ByteSink sink;
    private Connection connection;

    private S3Passage(S3Content object, EventLoop loop, InetSocketAddress server, long offset, long length) {
        this.object = object;
        this.loop = loop;
        this.server = server;
        this.offset = offset;
        this.left = length;
    }

    /** Begins it, on a worker thread of the request: {@code length} bytes from {@code offset} on, at least one. */
    static S3Passage begin(S3Content object, long offset, long length) throws IOException {
        URI address = object.address();
        int port = address.getPort() >= 0 ? address.getPort() : isEncrypted(address) ? 443 : 80;
        InetSocketAddress server = new InetSocketAddress(InetAddress.getByName(address.getHost()), port);
        EventLoop loop = ContextInternal.current().nettyEventLoop();
        S3Passage passage = new S3Passage(object, loop, server, offset, length);
        loop.execute(() -> passage.ask(address));
        try {
            passage.begun.join();
            return passage;
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private static boolean isEncrypted(URI address) {
        return "https".equals(address.getScheme());
    }

    @Override
    public CompletionStage<Void> to(ByteSink sink) {
        loop.execute(() -> {
            this.sink = sink;
            while (!came.isEmpty()) {
                pass(came.remove());
            }
        });
        return passed;
    }

    private void askAgain() {
        if (passed.isDone()) {
            return;
        }
        try {
            ask(object.address());
        } catch (IOException e) {
            end(e);
        }
    }

    private void ask(URI address) {
        connection = new Connection(request(address));
        object.channels()
                .connect(loop, isEncrypted(address), server, connection)
                .addListener((ChannelFuture connecting) -> {
                    if (!connecting.isSuccess()) {
                        broken(connecting.cause());
                    }
                });
    }

    private HttpRequest request(URI address) {
        HttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, address.getRawPath() + "?" + address.getRawQuery());
        request.headers()
                .set(HttpHeaderNames.HOST, address.getRawAuthority())
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(HttpHeaderNames.RANGE, "bytes=" + offset + "-" + (offset + left - 1));
        return request;
    }

    private void take(ByteBuf block) {
        if (block.readableBytes() > left) {
            block.writerIndex(block.readerIndex() + (int) left);
        }
        offset += block.readableBytes();
        left -= block.readableBytes();
        failed = 0;
        inFlight++;
        if (sink == null) {
            came.add(block);
            begun.complete(null);
        } else {
            pass(block);
        }
    }

    private void pass(ByteBuf block) {
        CompletionStage<Void> taken;
        try {
            taken = sink.take(block.nioBuffer());
        } catch (RuntimeException e) {
            taken = CompletableFuture.failedStage(e);
        }
        taken.whenComplete((done, e) -> loop.execute(() -> {
            inFlight--;
            block.release();
            if (e != null) {
                end(e);
            } else if (left == 0 && inFlight == 0) {
                end(null);
            } else {
                connection.readOn();
            }
        }));
    }

    private void broken(Throwable cause) {
        failed++;
        boolean isLost = cause instanceof NoSuchFileException;
        S3Failure failure = S3Failure.of("cannot read " + object.object(), cause);
        if (isLost || !failure.isPassing() || failed >= object.retry().attempts()) {
            end(isLost ? cause : failure);
        } else {
            var unused = loop.schedule(
                    this::askAgain, object.retry().pauseAfter(failed).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends it, with success where there is no failure. */
    private void end(Throwable failure) {
        if (connection != null) {
            connection.close();
        }
        came.forEach(ByteBuf::release);
        came.clear();
        if (failure == null) {
            passed.complete(null);
        } else {
            begun.completeExceptionally(failure);
            passed.completeExceptionally(failure);
        }
    }

    /** One connection, which brings what is left, or breaks on the way. */
    private final class Connection extends SimpleChannelInboundHandler<HttpObject> {

        private final HttpRequest request;
        private Channel channel;
        private boolean reading;
        private long readingSince;
        private Throwable failure = new IOException("the S3 server hung up");

        Connection(HttpRequest request) {
            super(false);
            this.request = request;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            if (passed.isDone()) {
                close();
                return;
            }
            // A failure is seen as the channel closes.
            var unused = channel.writeAndFlush(request);
            readOn();
        }

        void readOn() {
            if (!reading && left > 0 && inFlight < BLOCKS_IN_FLIGHT && channel != null && channel.isActive()) {
                reading = true;
                readingSince = System.nanoTime();
                channel.read();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpResponse head) {
                object.refusal(head, offset).ifPresent(refusal -> {
                    failure = refusal;
                    close();
                });
            }
            if (message instanceof HttpContent content) {
                if (content.content().isReadable() && left > 0 && channel.isActive()) {
                    take(content.content());
                } else {
                    content.release();
                }
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            reading = false;
            readOn();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (!(event instanceof IdleStateEvent)) {
                return;
            }
            if (!reading && sink == null) {
                end(new IOException("nobody wanted the bytes"));
            } else if (reading
                    && System.nanoTime() - readingSince
                            >= object.channels().timeout().toNanos()) {
                failure = new IOException("the S3 server fell silent");
                close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failure = cause;
            close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (left > 0 && !passed.isDone()) {
                broken(failure);
            }
        }

        void close() {
            if (channel != null) {
                var unused = channel.close();
            }
        }
    }
}
