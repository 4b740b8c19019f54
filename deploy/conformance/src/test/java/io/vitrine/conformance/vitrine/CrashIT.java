/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Stores;
import io.vitrine.conformance.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills each process of a local stack while images are uploaded, staged and imported. Nothing acknowledged may be lost: an
 * image is active with its bytes, or queued and can be uploaded again, and the trail has no gap.
 */
@Tag("crash")
@Tag("vitrine")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ResourceLock(Victim.LOCK)
class CrashIT {

    /** A lease (a minute, unless it is set shorter) and a restart. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int SIZE = 4_000_000;

    /** How many moments each process dies at: the middle of the bytes for one, their whole length in equal parts for more. */
    private static final int MOMENTS = Integer.getInteger("conformance.crash.moments", 1);

    private static final Map<String, Integer> COUNTS = new ConcurrentSkipListMap<>();

    private final Images demo = Images.of(Role.DEMO);

    static Stream<Arguments> deaths() {
        return Stream.of(Victim.values())
                .flatMap(victim -> IntStream.range(0, MOMENTS)
                        .map(i -> MOMENTS == 1 ? 50 : i * 100 / (MOMENTS - 1))
                        .mapToObj(percent -> Arguments.of(victim, percent)));
    }

    @AfterAll
    static void tell() {
        System.out.println("What became of the images that a crash met: " + COUNTS);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void images_whileAProcessDies_endActiveOrMayBeTriedAgain(Victim victim, int percent) throws Exception {
        List<Work> works = new ArrayList<>();
        for (Work.Way way : Work.Way.values()) {
            works.add(new Work(way, Stores.anotherThanTheDefault(), Fresh.bytes(SIZE), percent));
        }

        works.forEach(Work::ask);
        long killed = victim.kill();
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
            awaitWholeTrail(work.id());
        }
    }

    private static String awaitSettled(Work work) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(work::status, status -> !status.equals("saving") && !status.equals("importing"));
    }

    /** Repeated, since what died may need another moment for this part of its work. */
    private static void awaitActive(Work work) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    work.carryOn();
                    assertThat(work.download()).isEqualTo(work.data());
                });
    }

    private void awaitWholeTrail(String id) {
        Audit audit = Audit.of(Role.DEMO);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    List<String> types = audit.types(id);
                    assertThat(types).startsWith("ImageCreated").endsWith("ImageUploaded");
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
