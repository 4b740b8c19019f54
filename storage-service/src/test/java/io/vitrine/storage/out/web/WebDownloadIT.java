/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vitrine.storage.domain.StorageError;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an image comes, from servers that behave and from those that do not. */
class WebDownloadIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String ENDLESS = "HTTP/1.1 200 OK\r\n\r\n";
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final RawServer server = new RawServer(VERTX, new NetServerOptions().setHost("127.0.0.1"));
    private final AtomicLong sent = new AtomicLong();

    @AfterEach
    void everyConnection_isClosed() {
        await().untilAsserted(() -> assertThat(server.closed()).hasSameSizeAs(server.requests()));
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void length_overTheCap_isToldAtOnce() {
        server.answer("/a", socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"));

        assertThatThrownBy(() -> fetch(1000)).isInstanceOf(StorageError.TooLarge.class);
    }

    @Test
    void body_atTheCap_isTaken_andOneByteMoreIsNot() {
        server.answer("/a", "HTTP/1.0 200 OK", "x".repeat(1000));

        assertThat(Drained.text(fetch(1000))).hasSize(1000);
        assertThatThrownBy(() -> Drained.text(fetch(999))).isInstanceOf(StorageError.TooLarge.class);
    }

    @Test
    void body_withoutEnd_isCutAtTheCap() {
        server.answer("/a", socket -> {
            socket.write(ENDLESS);
            pour(socket);
        });

        assertThatThrownBy(() -> Drained.text(fetch(10_000_000))).isInstanceOf(StorageError.TooLarge.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 9, abcd, of 9 bytes of the image",
        "Content-Length: 9, '', of 9 bytes of the image",
        "Transfer-Encoding: chunked, '9\r\nabcd', bytes of the image",
        "Transfer-Encoding: chunked, '4\r\nabcd\r\n', bytes of the image",
    })
    void body_thatEndsEarly_isBroken(String header, String body, String reason) {
        server.answer("/a", "HTTP/1.1 200 OK\n" + header, body);

        assertThatThrownBy(() -> Drained.text(fetch(1000)))
                .isInstanceOf(StorageError.BodyBroken.class)
                .hasMessageContaining(reason);
    }

    @Test
    void body_thatStops_isGivenUp() {
        server.answer("/a", socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabcd"));

        assertThatThrownBy(() -> Drained.text(fetch(1000, "idle-timeout", "0.3s")))
                .isInstanceOf(StorageError.BodyBroken.class)
                .hasMessageStartingWith("Nothing came for 0 seconds");
    }

    @Test
    void body_thatDrips_isTooSlow() {
        server.answer("/a", this::drip);

        assertThatThrownBy(() -> Drained.text(fetch(1000, "idle-timeout", "0.4s", "min-rate-period", "0.5s")))
                .isInstanceOf(StorageError.BodyBroken.class)
                .hasMessageContaining("too slowly");
    }

    @Test
    void body_thatDripsFastEnough_isTooLateInTheEnd() {
        server.answer("/a", this::drip);

        assertThatThrownBy(() -> Drained.text(fetch(1000, "min-rate", "0", "timeout", "1s")))
                .isInstanceOf(StorageError.BodyBroken.class)
                .hasMessageContaining("longer than it may");
    }

    @Test
    void redirects_thatTakeTooLongTogether_areLeft() {
        server.answer(
                "/a",
                socket -> VERTX.setTimer(
                        300, late -> socket.end(Buffer.buffer("HTTP/1.1 302 Found\r\nLocation: /a\r\n\r\n"))));

        assertThatThrownBy(() -> fetch(1000, "timeout", "0.7s")).isInstanceOf(StorageError.Unavailable.class);
    }

    @Test
    void sink_thatFails_endsTheDownload() {
        server.answer("/a", socket -> {
            socket.write(ENDLESS);
            pour(socket);
        });
        IllegalStateException full = new IllegalStateException("the disk is full");

        WebDownload first = fetch(Long.MAX_VALUE);
        assertThatThrownBy(() -> Drained.drain(first, chunk -> CompletableFuture.failedFuture(full)))
                .isSameAs(full);
        WebDownload second = fetch(Long.MAX_VALUE);
        assertThatThrownBy(() -> Drained.drain(second, chunk -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void sink_thatIsSlow_getsOneChunkAtATime_andHoldsTheServerBack() {
        server.answer("/a", socket -> {
            socket.write(ENDLESS);
            pour(socket);
        });
        CompletableFuture<Void> slow = new CompletableFuture<>();
        AtomicInteger chunks = new AtomicInteger();
        WebDownload download = fetch(Long.MAX_VALUE, "idle-timeout", "1s", "min-rate-period", "1s");

        CompletableFuture<Void> drained = download.drainTo(chunk -> {
            chunks.incrementAndGet();
            return slow;
        });

        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> before.getAndSet(sent.get()) == sent.get());
        assertThat(drained).isNotDone();
        assertThat(chunks).hasValue(1);
        assertThat(sent.get()).isLessThan(64L << 20);

        slow.completeExceptionally(new IllegalStateException("enough"));
        assertThat(drained).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void everyByte_comesInOrder_howeverTheSinkTakesIt() {
        byte[] image = new byte[5_000_000];
        new java.util.Random(1).nextBytes(image);
        server.answer(
                "/a",
                socket -> socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n")
                        .appendBytes(image)));
        ByteBuffer taken = ByteBuffer.allocate(image.length);
        AtomicInteger chunks = new AtomicInteger();

        Drained.drain(fetch(Long.MAX_VALUE), chunk -> {
            Runnable take = () -> taken.put(chunk);
            if (chunks.incrementAndGet() % 3 == 0) {
                return CompletableFuture.runAsync(take);
            }
            take.run();
            return DONE;
        });

        assertThat(taken.array()).isEqualTo(image);
    }

    @Test
    void firstBytes_areNotLost_whicheverThreadAsks() {
        server.answer("/a", socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd"));

        WebSource source = source();
        for (int i = 0; i < 2000; i++) {
            assertThat(Drained.text(fetch(source, 1000))).isEqualTo("abcd");
        }
    }

    @Test
    void download_thatNobodyDrains_closesItself() {
        server.answer("/a", socket -> socket.write(ENDLESS));
        WebDownload forgotten = fetch(1000, "idle-timeout", "0.3s");

        await().untilAsserted(() -> assertThat(server.closed()).containsExactly("/a"));
        assertThatThrownBy(() -> Drained.text(forgotten)).isInstanceOf(StorageError.BodyBroken.class);
    }

    @Test
    void download_thatIsClosed_isOver() {
        server.answer("/a", socket -> socket.write(ENDLESS));
        WebDownload download = fetch(1000);

        download.close();

        assertThatThrownBy(() -> Drained.text(download)).isInstanceOf(StorageError.BodyBroken.class);
    }

    private WebDownload fetch(long cap, String... settings) {
        return fetch(source(settings), cap);
    }

    private WebDownload fetch(WebSource source, long cap) {
        return source.fetch(URI.create("http://127.0.0.1:" + server.port() + "/a"), cap)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private WebSource source(String... settings) {
        List<String> all = new ArrayList<>(List.of("ports", "" + server.port(), "allowed-hosts", "127.0.0.1"));
        all.addAll(Arrays.asList(settings));
        return new WebSource(
                VERTX, WebSettings.of(all.toArray(String[]::new)), InetAddress::getAllByName, new HttpClientOptions());
    }

    private void pour(NetSocket socket) {
        Buffer drop = Buffer.buffer(new byte[64 * 1024]);
        socket.drainHandler(room -> pour(socket));
        while (!socket.writeQueueFull()) {
            sent.addAndGet(drop.length());
            var unused = socket.write(drop);
        }
    }

    private void drip(NetSocket socket) {
        socket.write(ENDLESS);
        long drops = VERTX.setPeriodic(50, drop -> socket.write("x"));
        socket.endHandler(end -> VERTX.cancelTimer(drops));
    }
}
