/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit;

import io.vitrine.audit.domain.Fact;
import io.vitrine.audit.domain.Header;
import io.vitrine.audit.domain.Origin;
import io.vitrine.contract.Actor;
import io.vitrine.contract.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Facts for tests, where only a few of their parts matter. */
public final class Facts {

    public static final String TOPIC = Topics.CATALOG;

    private Facts() {}

    public static Fact fact(UUID image, long sequence) {
        return fact(TOPIC, image, sequence);
    }

    public static Fact fact(String topic, UUID image, long sequence) {
        return new Fact(
                new Origin(topic, 0, sequence),
                UUID.randomUUID().toString(),
                "/vitrine/catalog",
                "ImageUpdated",
                image,
                sequence,
                Instant.parse("2026-11-23T06:30:00Z"),
                "owner",
                new Actor("user", "project", List.of("member"), "req-1", "127.0.0.1"),
                List.of(new Header("ce_id", "1")),
                "{}");
    }
}
