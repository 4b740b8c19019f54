/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;

/** Makes requests that are almost right, and some that are not at all. */
final class Requests {

    private static final List<String> PARAMETERS = List.of(
            "limit",
            "marker",
            "sort",
            "sort_key",
            "sort_dir",
            "name",
            "status",
            "visibility",
            "member_status",
            "tag",
            "owner",
            "id",
            "protected",
            "os_hidden",
            "size_min",
            "size_max",
            "min_ram_max",
            "created_at",
            "updated_at",
            "changes-since",
            "container_format",
            "disk_format",
            "os_distro",
            "resource_types",
            "resource_type",
            "image",
            "format",
            "state",
            "type",
            "since",
            "after",
            "actor",
            "project");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Content-Encoding",
            "Content-MD5",
            "Cookie",
            "Depth",
            "Forwarded",
            "If-Match",
            "If-None-Match",
            "If-Range",
            "Idempotency-Key",
            "Origin",
            "Range",
            "Content-Range",
            "Repr-Digest",
            "Content-Digest",
            "Tus-Resumable",
            "Upload-Checksum",
            "Upload-Defer-Length",
            "Upload-Length",
            "Upload-Metadata",
            "Upload-Offset",
            "X-Auth-Token",
            "X-Service-Token",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Image-Meta-Store",
            "X-HTTP-Method-Override",
            "X-OpenStack-Image-Size",
            "X-OpenStack-Request-Id",
            "x-image-cache-clear-target");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "X");
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "text/plain",
            "application/json; charset=utf-16",
            "json",
            "",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            Call.OCTETS,
            Call.PATCH_V20,
            Call.PATCH_V21,
            "*/*",
            "a/b;;=",
            "application/offset+octet-stream");

    private final Random random;
    private final Bodies bodies;
    private final RandomGenerator<String> segments = Odd.ENCODED.generator(1000);
    private final RandomGenerator<String> values = Odd.HEADER.generator(1000);
    private final Things things;

    Requests(Random random, Things things) {
        this.random = random;
        this.bodies = new Bodies(random);
        this.things = things;
    }

    Wire next() {
        Operation call = pick(Operation.ALL);
        String method = random.nextInt(25) == 0 ? pick(METHODS) : call.method();
        byte[] body = aboutTheImage(bodies.of(call.body()));
        return new Wire(call, method, path(call.path()), headers(call, body), body);
    }

    private byte[] aboutTheImage(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1); // has each byte as a character
        return text.replace("{image}", things.image()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String path(String template) {
        String path = template;
        while (path.contains("{")) {
            int from = path.indexOf('{');
            int to = path.indexOf('}');
            path = path.substring(0, from) + filled(path.substring(from + 1, to)) + path.substring(to + 1);
        }
        return random.nextInt(40) == 0 ? path + "/" + odd() : path;
    }

    private String filled(String name) {
        if (!name.equals("query") && random.nextInt(8) == 0) {
            return random.nextBoolean() ? Fresh.uuid() : odd();
        }
        return switch (name) {
            case "image" -> things.image();
            case "namespace" -> things.namespace();
            case "project" -> things.project();
            case "export" -> things.export();
            case "upload" -> things.upload();
            case "query" -> query();
            default ->
                random.nextBoolean()
                        ? odd()
                        : pick(List.of("kept", "image", "stores", "import", "file", things.image()));
        };
    }

    private String query() {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = random.nextInt(10) == 0 ? odd() : pick(PARAMETERS);
            parts.add(random.nextInt(20) == 0 ? name : name + "=" + value());
        }
        return String.join("&", parts);
    }

    private String value() {
        return random.nextInt(3) == 0
                ? pick(List.of("1", "true", "False", "all", "name:asc", "created_at", "asc", things.image(), "in:a,b"))
                : odd();
    }

    private String odd() {
        // Only what ends a request line or its target would make another request of it.
        return segments.next(random).value().replaceAll("[ \r\n#]", "_");
    }

    private List<String> headers(Operation call, byte[] body) {
        List<String> headers = new ArrayList<>();
        headers.add("X-Auth-Token: " + Target.persona(role(call)).token());
        if (body.length > 0 || random.nextInt(10) == 0) {
            headers.add("Content-Type: " + (random.nextInt(12) == 0 ? pick(MEDIA_TYPES) : mediaType(call)));
            headers.add(
                    random.nextInt(60) == 0
                            ? "Content-Length: " + values.next(random).value()
                            : "Content-Length: " + body.length);
        }
        if (call.path().startsWith("/ext/v1/uploads") && random.nextInt(6) > 0) {
            headers.add("Tus-Resumable: 1.0.0");
            headers.add("Upload-Length: " + body.length);
            headers.add("Upload-Offset: 0");
            headers.add("Upload-Metadata: image "
                    + Base64.getEncoder().encodeToString(things.image().getBytes(StandardCharsets.UTF_8)));
        }
        for (int i = random.nextInt(10) - 7; i > 0; i--) {
            headers.add(pick(HEADERS) + ": " + values.next(random).value());
        }
        return headers;
    }

    private Role role(Operation call) {
        return call.admin() && random.nextInt(10) > 0
                ? Role.ADMIN
                : pick(List.of(Role.DEMO, Role.DEMO, Role.DEMO, Role.DEMO, Role.ADMIN, Role.READER, Role.ALT));
    }

    private static String mediaType(Operation call) {
        return switch (call.body()) {
            case "patch" -> Call.PATCH_V21;
            case "octets" -> call.path().startsWith("/ext") ? "application/offset+octet-stream" : Call.OCTETS;
            default -> "application/json";
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
