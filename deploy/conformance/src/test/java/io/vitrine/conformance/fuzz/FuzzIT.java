/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many requests that nobody expects: none is answered with a 5xx, and none that is refused changes what it is about.
 * {@code -Dconformance.fuzz.requests} says how many, {@code -Dconformance.fuzz.seed} repeats a run.
 */
@Tag("vitrine")
@Isolated("it decides about projects and properties, and looks at what is newest")
class FuzzIT {

    private static final int ENOUGH = 20;
    private static final int RENEWAL = 100;

    private final long seed = Long.getLong("conformance.fuzz.seed", System.nanoTime());
    private final int requests = Integer.getInteger("conformance.fuzz.requests", 400);
    private final Things things = new Things();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, JsonNode> known = new TreeMap<>();

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void requests_ofAnyKind_areNeitherServerErrorsNorHalfDone() {
        System.out.printf("Fuzzing with %,d requests, seed %d%n", requests, seed);
        JqwikSession.run(this::fuzz);
        System.out.printf("Answers by status, 0 for none: %s%n", statuses);
        assertThat(findings).as("with -Dconformance.fuzz.seed=%d", seed).isEmpty();
        assertThat(statuses.keySet()).as("a run that shows anything has these").contains(200, 400, 403, 404);
    }

    private void fuzz() {
        Requests made = new Requests(new Random(seed), things);
        try {
            for (int i = 0; i < requests && findings.size() < ENOUGH; i++) {
                if (i % RENEWAL == 0) {
                    renew(i);
                }
                check(i, made.next());
            }
        } finally {
            things.forget();
        }
    }

    private void check(int number, Wire request) {
        String thing = request.mayChange() ? request.call().touches() : "-";
        JsonNode before = known.computeIfAbsent(thing, things::read);
        int status = request.send();
        statuses.merge(status, 1, Integer::sum);
        if (status == 0) {
            System.out.printf("#%d had no answer: %s%n", number, request);
        }
        if (status >= 500) {
            findings.add("#%d answered %d: %s".formatted(number, status, request));
        }
        if (!request.mayChange()) {
            return;
        }
        if (status >= 400) {
            JsonNode after = things.read(thing);
            if (!Things.same(thing, before, after)) {
                findings.add(
                        "#%d answered %d, and yet from %s to %s: %s".formatted(number, status, before, after, request));
            }
            known.put(thing, after);
        } else {
            settle(request);
        }
    }

    /** After a request that was done, or may have been. */
    private void settle(Wire request) {
        known.clear();
        if (request.path().startsWith("/ext/v1/quotas") || request.path().startsWith("/ext/v1/property-rules")) {
            things.decideNothing();
        }
        if (request.method().equals("DELETE")) {
            things.renewNamespace();
        }
        if (request.path().startsWith("/ext/v1/uploads/")) {
            things.renewUpload();
        }
        if (things.imageIsGone()) {
            things.renewImage(false);
        }
    }

    private void renew(int number) {
        known.clear();
        things.renewImage(number / RENEWAL % 2 == 1);
        things.renewNamespace();
        things.renewUpload();
    }
}
