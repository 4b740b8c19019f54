/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import io.vitrine.kit.identity.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Ready-made values for the domain's tests. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    static final Instant LATER = NOW.plusSeconds(60);
    static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");
    static final CatalogRules RULES = new CatalogRules(Set.of("raw", "qcow2"), Set.of("bare", "ovf"), 3, 3, 2);
    static final ImageData DATA = new ImageData(
            3,
            3L,
            "c0ffee",
            new ImageData.Multihash("sha512", "f00d"),
            UUID.randomUUID(),
            new TreeMap<>(Map.of("file", UUID.randomUUID())));

    private Samples() {}

    static Caller caller(String project, String... roles) {
        return new Caller("user-of-" + project, project, Set.of(roles), "req-1", "127.0.0.1");
    }

    /** A queued image of project {@code own} with the given attributes, in pairs. */
    static Image image(Object... attributes) {
        return NewImage.of(map(attributes), "own", RULES).queued(ID, NOW);
    }

    static Image active(Object... attributes) {
        Image image = image(attributes);
        return new Image(
                image.id(), image.owner(), ImageStatus.ACTIVE, image.details(), DATA, null, null, null, 0, NOW, NOW);
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
