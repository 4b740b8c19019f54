/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/**
 * Connections to an S3 server for bytes that are only passed on. They are Netty's own, as an HTTP client copies each byte
 * twice that here goes from one socket to the other as it is.
 */
final class S3Channels {

    private static final int BLOCK = 256 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LONGEST_HEAD = 32 * 1024;

    private final SslContext encryption;
    private final Duration connectTimeout;
    private final Duration timeout;

    /**
     * Opens none yet.
     *
     * @param trusted which certificates are, where the server has one
     * @param timeout longest silence of the server
     */
    S3Channels(X509TrustManager trusted, Duration connectTimeout, Duration timeout) {
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        try {
            encryption = SslContextBuilder.forClient()
                    .trustManager(trusted)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("This JVM cannot encrypt", e);
        }
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * Connects. The channel reads only when told to, at most a block at a time.
     *
     * @param server its address, with the name that its certificate has to have
     * @param handler of what it answers, and of the silence
     */
    ChannelFuture connect(EventLoop loop, boolean encrypted, InetSocketAddress server, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(BLOCK).maxMessagesPerRead(1))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (encrypted) {
                            channel.pipeline()
                                    .addLast(encryption.newHandler(
                                            channel.alloc(), server.getHostString(), server.getPort()));
                        }
                        channel.pipeline()
                                .addLast(new IdleStateHandler(timeout.toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                                .addLast(new HttpClientCodec(LONGEST_LINE, LONGEST_HEAD, BLOCK))
                                .addLast(handler);
                    }
                })
                .connect(server);
    }
}
