/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills each process of a local stack while images are uploaded, staged, imported and copied. Nothing acknowledged may be
 * lost: an image is active with its bytes, or queued and can be uploaded again, and the trail has no gap. Nothing may be left
 * over: once the images are deleted, the stores have what they had before.
 */
@Tag("crash")
@Tag("vitrine")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ResourceLock(Victim.LOCK)
class CrashIT {

    /** A lease (a minute, unless it is set shorter) and a restart. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More than two parts of an object of an S3 store, as small as such parts may be. */
    private static final int SIZE = 12_000_000;

    /**
     * How many moments each process dies at: the middle of the bytes and of the time that an import takes for one, their
     * whole length in equal parts for more.
     */
    private static final int MOMENTS = Integer.getInteger("conformance.crash.moments", 1);

    private static Duration importTakes;

    private static final Map<String, Integer> COUNTS = new ConcurrentSkipListMap<>();

    private final Images demo = Images.of(Role.DEMO);

    static Stream<Arguments> deaths() {
        return Stream.of(Victim.values())
                .flatMap(victim -> IntStream.range(0, MOMENTS)
                        .map(i -> MOMENTS == 1 ? 50 : i * 100 / (MOMENTS - 1))
                        .mapToObj(percent -> Arguments.of(victim, percent)));
    }

    @BeforeAll
    static void measureImport() throws IOException {
        Set<Path> before = StoreFiles.all();
        Work work = new Work(Work.Way.IMPORT_TO_ALL_STORES, Fresh.bytes(SIZE), 0);
        long begun = System.nanoTime();
        work.ask();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(work::status, "active"::equals);
        importTakes = Duration.ofNanos(System.nanoTime() - begun);
        work.delete();
        awaitAsBefore(before);
    }

    @AfterAll
    static void tell() {
        System.out.println("An import that nothing disturbs takes " + importTakes.toMillis() + " ms");
        System.out.println("What became of the images that a crash met: " + COUNTS);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void images_whileAProcessDies_endActiveOrMayBeTriedAgain(Victim victim, int percent) throws Exception {
        Set<Path> before = StoreFiles.all();
        List<Work> works = new ArrayList<>();
        for (Work.Way way : Work.Way.values()) {
            works.add(new Work(way, Fresh.bytes(SIZE), percent));
        }

        works.forEach(Work::ask);
        long killed = victim.killAfter(importTakes.multipliedBy(percent).dividedBy(100));
        Map<Work, Boolean> acknowledged = new HashMap<>();
        works.forEach(work -> acknowledged.put(work, work.finish()));
        victim.awaitSuccessor(killed);

        for (Work work : works) {
            String status = awaitSettled(work);
            if (acknowledged.get(work)) {
                assertThat(status).as("what was acknowledged, " + work).isIn("active", "uploading");
            }
            COUNTS.merge(status, 1, Integer::sum);
            awaitActive(work);
            awaitWholeTrail(work);
        }
        works.forEach(Work::delete);
        awaitAsBefore(before);
    }

    private static String awaitSettled(Work work) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(work::isSettled);
        return work.status();
    }

    /** Repeated, since what died may need another moment for this part of its work. */
    private static void awaitActive(Work work) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    work.carryOn();
                    assertThat(work.isWhereItBelongs()).isTrue();
                    assertThat(work.download()).isEqualTo(work.data());
                });
    }

    /** Other images' data may go meanwhile, none may come. */
    private static void awaitAsBefore(Set<Path> before) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(StoreFiles.all()).isSubsetOf(before));
    }

    private void awaitWholeTrail(Work work) {
        String id = work.id();
        Audit audit = Audit.of(Role.DEMO);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    List<String> types = audit.types(id);
                    assertThat(types).startsWith("ImageCreated").endsWith(work.lastFact());
                });
        audit.assertGapless(id);
        JsonNode gaps = Target.as(Role.ADMIN)
                .get("/ext/v1/audit/gaps?open=true")
                .send()
                .expect(200)
                .json();
        assertThat(gaps.path("gaps")).isEmpty();
    }

    @Test
    void api_whileKafkaIsDown_worksAndItsFactsArriveLater() {
        long killed = Victim.KAFKA.kill();

        byte[] data = Fresh.bytes(SIZE);
        String id = demo.active(data);
        demo.patch(id, Json.op("add", "/k", "v")).expect(200);
        byte[] back = demo.download(id).expect(200).body();

        assertThat(back).isEqualTo(data);
        Victim.KAFKA.awaitSuccessor(killed);
        Audit audit = Audit.of(Role.DEMO);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(audit.types(id)).containsExactly("ImageCreated", "ImageUploaded", "ImageUpdated"));
        audit.assertGapless(id);
    }
}
