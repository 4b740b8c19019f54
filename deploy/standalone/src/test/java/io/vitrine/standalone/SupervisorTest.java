/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private final Queue<String> happened = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Supervisor supervisor = new Supervisor(new PrintStream(said, true, UTF_8));

    @Test
    void start_groups_oneAfterTheOtherAndStopInReverse() {
        supervisor.start(List.of(new Recorded("database")));
        supervisor.start(List.of(new Recorded("service")));

        supervisor.stop();

        assertThat(happened.stream().distinct())
                .containsExactly("start database", "start service", "stop service", "stop database");
    }

    @Test
    void stop_partsOfAGroup_besideEachOther() {
        CyclicBarrier allStopping = new CyclicBarrier(3);
        supervisor.start(Stream.of("catalog", "storage", "audit")
                .map(name -> new Recorded(name) {
                    @Override
                    public void stop() {
                        super.stop();
                        awaitOthers(allStopping);
                    }
                })
                .toList());

        supervisor.stop();

        assertThat(happened).contains("stop catalog", "stop storage", "stop audit");
    }

    private static void awaitOthers(CyclicBarrier all) {
        try {
            all.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("stopped alone", e);
        }
    }

    @Test
    void part_dies_isStartedAgain() throws InterruptedException {
        Recorded service = new Recorded("service");
        supervisor.start(List.of(service));

        service.die(137);

        assertThat(service.startedTwice.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(said.toString(UTF_8)).contains("service ended by itself (exit code 137); starting it again");
        supervisor.stop();
    }

    @Test
    void part_endsWhileStopping_staysStopped() {
        Recorded service = new Recorded("service");
        supervisor.start(List.of(service));

        supervisor.stop();

        assertThat(service.startedTwice.getCount()).isEqualTo(1);
        assertThat(said.toString(UTF_8)).doesNotContain("starting it again");
    }

    @Test
    void start_failing_isToldToTheCaller() {
        Part broken = new Recorded("service") {
            @Override
            public void start() {
                throw new StartFailure("service cannot start");
            }
        };

        assertThatThrownBy(() -> supervisor.start(List.of(broken)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("service cannot start");
    }

    /** A part that runs nothing and tells what was asked of it. */
    private class Recorded implements Part {
        private final String name;
        final CountDownLatch startedTwice = new CountDownLatch(2);
        private volatile CompletableFuture<Integer> ended = new CompletableFuture<>();

        Recorded(String name) {
            this.name = name;
        }

        void die(int code) {
            ended.complete(code);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            ended = new CompletableFuture<>();
            happened.add("start " + name);
            startedTwice.countDown();
        }

        @Override
        public CompletableFuture<?> ended() {
            return ended;
        }

        @Override
        public void stop() {
            happened.add("stop " + name);
            ended.complete(0);
        }
    }
}
