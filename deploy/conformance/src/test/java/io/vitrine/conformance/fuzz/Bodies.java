/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.RandomGenerator;

/** Bodies of requests: made from the schemas that the server publishes, and then spoiled, more or less. */
final class Bodies {

    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What has no published schema. */
    private static final Map<String, Object> SHAPES = Map.of(
            "member", Map.of("member", "p1", "status", "accepted"),
            "import",
                    Map.of(
                            "method",
                            Map.of("name", "web-download", "uri", "http://127.0.0.1:1/x"),
                            "stores",
                            List.of("file"),
                            "all_stores",
                            true,
                            "all_stores_must_succeed",
                            false),
            "quota", Map.of("image_count_total", -1, "image_size_total", -1),
            "rules",
                    Map.of(
                            "rules",
                            List.of(Map.of(
                                    "pattern",
                                    "^x",
                                    "create",
                                    List.of("@"),
                                    "read",
                                    List.of("@"),
                                    "update",
                                    List.of("@"),
                                    "delete",
                                    List.of("!")))),
            "export", Map.of("image", "{image}", "format", "qcow2", "bundle", "none"),
            "location", Map.of("url", "file:///x", "validation_data", Map.of("os_hash_algo", "sha512")),
            "metadefs/tags", Map.of("tags", List.of(Map.of("name", "t"))));

    private final Random random;
    private final RandomGenerator<Object> values;
    private final RandomGenerator<String> texts;
    private final Map<String, JsonNode> schemas = new HashMap<>();

    Bodies(Random random) {
        this.random = random;
        this.values = Odd.VALUE.generator(1000);
        this.texts = Odd.TEXT.generator(1000);
    }

    byte[] of(String kind) {
        if (kind.equals("-")) {
            return random.nextInt(20) == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
        if (kind.equals("octets")) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] json = bytes(kind.equals("patch") ? patch() : object(kind));
        return random.nextInt(8) == 0 ? spoiled(json) : json;
    }

    private List<Object> patch() {
        List<Object> operations = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Map<String, Object> operation = new LinkedHashMap<>();
            String name = random.nextInt(4) == 0
                    ? text()
                    : pick(List.copyOf(attributes("image").keySet()));
            operation.put("op", random.nextInt(12) == 0 ? value() : pick(List.of("add", "replace", "remove", "test")));
            operation.put("path", random.nextInt(12) == 0 ? value() : "/" + name);
            operation.put("value", valueFor(attributes("image").get(name)));
            if (random.nextInt(12) == 0) {
                operation.remove(pick(List.of("op", "path", "value")));
            }
            operations.add(operation);
        }
        return operations;
    }

    private Object object(String kind) {
        if (random.nextInt(25) == 0) {
            return value();
        }
        Map<String, JsonNode> attributes = attributes(kind);
        Map<String, Object> object = new LinkedHashMap<>();
        attributes.forEach((name, schema) -> {
            boolean fixed = SHAPES.containsKey(kind)
                    || List.of("namespace", "name", "type", "title").contains(name);
            if (fixed ? random.nextInt(12) > 0 : random.nextInt(6) == 0) {
                object.put(name, valueFor(schema));
            }
        });
        if (random.nextInt(4) == 0) {
            object.put(text(), value());
        }
        return object;
    }

    /** By name what it should be: its schema, or a right value. */
    private Map<String, JsonNode> attributes(String kind) {
        JsonNode known = schemas.computeIfAbsent(
                kind,
                name -> SHAPES.containsKey(name)
                        ? Json.of(SHAPES.get(name))
                        : Target.as(Role.ADMIN)
                                .get("/v2/schemas/" + name)
                                .send()
                                .expect(200)
                                .json()
                                .path("properties"));
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        known.fields().forEachRemaining(field -> attributes.put(field.getKey(), field.getValue()));
        return attributes;
    }

    private Object valueFor(JsonNode schema) {
        if (schema == null || random.nextInt(3) == 0) {
            return value();
        }
        if (!schema.isObject() || !(schema.has("type") || schema.has("enum") || schema.has("$ref"))) {
            return schema;
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        JsonNode type = schema.path("type").isArray() ? schema.path("type").get(0) : schema.path("type");
        return switch (type.asText()) {
            case "boolean" -> random.nextBoolean();
            case "integer", "number" -> random.nextInt(100);
            case "array" -> Collections.singletonList(valueFor(schema.get("items")));
            case "object" -> Collections.singletonMap("name", valueFor(schema.get("additionalProperties")));
            default -> Fresh.name("fuzz");
        };
    }

    private byte[] spoiled(byte[] json) {
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(json, random.nextInt(json.length + 1));
            case 1 -> "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            case 2 -> ("{\"name\": \"" + "x".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
            case 3 -> "{\"name\": \"a\", \"name\": \"b\"}".getBytes(StandardCharsets.UTF_8);
            case 4 -> new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 5 -> new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
            case 6 -> (new String(json, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8);
            case 7 -> new byte[0];
            default -> {
                byte[] flipped = json.clone();
                for (int i = 0; i < 3 && flipped.length > 0; i++) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    private byte[] bytes(Object value) {
        try {
            return ASCII.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object value() {
        return values.next(random).value();
    }

    private String text() {
        return texts.next(random).value();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
