/* SPDX-License-Identifier: Apache-2.0 */

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Sends the same requests to two servers of the Image API and tells where they differ: {@code java Compare.java REQUESTS
 * DIFFERENCES URL URL}, with the users' tokens and projects in {@code TOKEN_<USER>} and {@code PROJECT_<USER>}. Both files
 * say how they are written. Exits with 1 where there is a difference that is not deliberate, or a deliberate one no more.
 */
class Compare {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Headers that clients read; of the others servers may have what they like. */
    private static final List<String> HEADERS = List.of(
            "accept-patch",
            "accept-ranges",
            "allow",
            "content-md5",
            "content-range",
            "content-type",
            "etag",
            "location",
            "openstack-image-import-methods",
            "openstack-image-store-ids",
            "www-authenticate",
            "x-openstack-request-id");

    private record Request(String name, String user, String method, String path, String type, String body) {}

    /** One of the two servers, with what it called the things that the requests made. */
    private static final class Server {
        private final String url;
        private final Map<String, String> names = new HashMap<>();

        private Server(String url) {
            this.url = url;
        }

        private Map<String, String> answer(Request request, Map<String, String> shared) throws Exception {
            HttpRequest.Builder sent = HttpRequest.newBuilder(URI.create(url + filled(request.path, shared)));
            if (!request.user.equals("-")) {
                sent.header("X-Auth-Token", System.getenv("TOKEN_" + request.user.toUpperCase(Locale.ROOT)));
            }
            if (!request.type.contains("Accept: ")) {
                sent.header("Accept", "*/*"); // as the stock clients do
            }
            for (String header : request.type.equals("-") ? new String[0] : request.type.split(" ; ")) {
                String[] parts = header.split(": ", 2);
                sent.header(parts.length == 2 ? parts[0] : "Content-Type", filled(parts[parts.length - 1].strip(), shared));
            }
            sent.method(
                    request.method,
                    request.body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(filled(request.body, shared)));
            HttpResponse<byte[]> answer = HTTP.send(sent.build(), HttpResponse.BodyHandlers.ofByteArray());
            return compared(request, answer);
        }

        private Map<String, String> compared(Request request, HttpResponse<byte[]> answer) {
            Map<String, String> aspects = new LinkedHashMap<>();
            aspects.put("status", Integer.toString(answer.statusCode()));
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            String type = answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
            JsonNode json = type.equals("application/json") ? parsed(text) : null;
            if (json != null && json.path("id").isTextual() && answer.statusCode() == 201) {
                names.put(request.name, json.path("id").asText());
            }
            for (String header : HEADERS) {
                String value = answer.headers().firstValue(header).orElse("-");
                aspects.put(header, switch (header) {
                    case "content-type" -> answer.body().length == 0 ? "-" : type;
                    case "etag", "x-openstack-request-id", "www-authenticate" -> value.equals("-") ? "-" : "some";
                    case "allow" -> new TreeSet<>(List.of(value.split(", *"))).toString();
                    default -> neutral(value);
                });
            }
            if (json == null) {
                aspects.put("body", text.isEmpty() ? "none" : answer.statusCode() >= 300 ? "some text" : neutral(text));
            } else {
                flatten(answer.statusCode() >= 400 ? "error" : "body", json, answer.statusCode() >= 400, aspects);
            }
            return aspects;
        }

        /** Every member by its path, so that a difference can be named. */
        private void flatten(String path, JsonNode json, boolean error, Map<String, String> to) {
            if (json.isObject()) {
                to.put(path, "object");
                json.properties().forEach(member -> flatten(path + "." + member.getKey(), member.getValue(), error, to));
            } else if (json.isArray()) {
                to.put(path, "list of " + json.size());
                List<JsonNode> items = new ArrayList<>();
                json.forEach(items::add);
                if (path.endsWith(".tags")) {
                    items.sort(Comparator.comparing(JsonNode::toString)); // Glance's order is that of a Python set
                }
                for (int i = 0; i < items.size(); i++) {
                    flatten(path + "[" + i + "]", items.get(i), error, to);
                }
            } else {
                boolean words = error && json.isTextual() || path.endsWith("description") || path.endsWith("message");
                to.put(path, words ? "text" : neutral(json.toString()));
            }
        }

        /** What each server names otherwise, and moments, are no differences. */
        private String neutral(String value) {
            String neutral = value.replace(url, "URL");
            for (Map.Entry<String, String> name : names.entrySet()) {
                neutral = neutral.replace(name.getValue(), "{" + name.getKey() + "}");
            }
            return neutral.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME");
        }

        private String filled(String text, Map<String, String> shared) {
            String filled = text;
            for (Map<String, String> known : List.of(names, shared)) {
                for (Map.Entry<String, String> name : known.entrySet()) {
                    filled = filled.replace("<" + name.getKey() + ">", name.getValue());
                }
            }
            return filled;
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<Request> requests = new ArrayList<>();
        for (String[] line : lines(arguments[0], 5)) {
            String[] target = line[2].split(" ", 2);
            requests.add(new Request(line[0], line[1], target[0], target[1], line[3], line[4]));
        }
        Map<String, String> deliberate = new TreeMap<>();
        for (String[] line : lines(arguments[1], 3)) {
            deliberate.put(line[0] + " | " + line[1], line[2]);
        }
        Map<String, String> shared = new HashMap<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("PROJECT_")) {
                shared.put(name, value);
            }
        });
        shared.put("FRESH", "compared-" + UUID.randomUUID());
        shared.put("UUID", UUID.randomUUID().toString());
        shared.put("LONG", "x".repeat(70_000));
        System.exit(report(requests, deliberate, shared, new Server(arguments[2]), new Server(arguments[3])) ? 0 : 1);
    }

    private static boolean report(
            List<Request> requests, Map<String, String> deliberate, Map<String, String> shared, Server ours, Server theirs)
            throws Exception {
        int same = 0;
        int meant = 0;
        Map<String, String> unused = new TreeMap<>(deliberate);
        List<String> surprises = new ArrayList<>();
        for (Request request : requests) {
            Map<String, String> left = ours.answer(request, shared);
            Map<String, String> right = theirs.answer(request, shared);
            TreeSet<String> aspects = new TreeSet<>(left.keySet());
            aspects.addAll(right.keySet());
            if (!left.get("status").equals(right.get("status"))) {
                aspects.retainAll(List.of("status")); // all else follows from that
            }
            for (String aspect : aspects) {
                String mine = left.getOrDefault(aspect, "absent");
                String other = right.getOrDefault(aspect, "absent");
                if (mine.equals(other)) {
                    same++;
                    continue;
                }
                String reason = reason(deliberate, request.name, aspect, unused);
                String said = "%s | %s: %s, and there %s".formatted(request.name, aspect, mine, other);
                if (reason == null) {
                    surprises.add(said);
                } else {
                    meant++;
                    System.out.println("deliberate: " + said + " (" + reason + ")");
                }
            }
        }
        surprises.forEach(surprise -> System.out.println("DIFFERENT: " + surprise));
        unused.forEach((name, reason) -> System.out.println("NOT SEEN: " + name + " (" + reason + ")"));
        System.out.printf(
                "%d requests: %d aspects the same, %d deliberately different, %d different, %d deliberate ones not seen%n",
                requests.size(), same, meant, surprises.size(), unused.size());
        return surprises.isEmpty() && unused.isEmpty();
    }

    /** Why an aspect differs: as the longest of the lines says that are about it, or about what it belongs to. */
    private static String reason(Map<String, String> deliberate, String request, String aspect, Map<String, String> unused) {
        return deliberate.keySet().stream()
                .filter(name -> pattern(name).matcher(request + " | " + aspect).matches())
                .max(Comparator.comparing(String::length))
                .map(name -> {
                    unused.remove(name);
                    return deliberate.get(name);
                })
                .orElse(null);
    }

    private static Pattern pattern(String name) {
        return Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E([.\\[].*)?");
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** A file's lines in so many parts, without comments and empty ones. */
    private static List<String[]> lines(String file, int parts) throws Exception {
        List<String[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] split = line.split(" *\\| *", parts);
            String[] padded = Arrays.copyOf(split, parts);
            for (int i = 0; i < parts; i++) {
                padded[i] = padded[i] == null ? "" : padded[i].strip();
            }
            lines.add(padded);
        }
        return lines;
    }
}
