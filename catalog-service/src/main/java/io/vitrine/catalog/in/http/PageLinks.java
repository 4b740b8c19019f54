/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Relative links to pages of a list, which keep what else the list was asked for. */
public record PageLinks(String path, MultiMap parameters) {

    private static final String MARKER = "marker";

    /** The first page. */
    public String first() {
        return link(Stream.empty());
    }

    /** The page after that entry. */
    public String after(String marker) {
        return link(Stream.of(pair(MARKER, marker)));
    }

    private String link(Stream<String> marker) {
        Stream<String> others = parameters.entries().stream()
                .filter(parameter -> !parameter.getKey().equals(MARKER))
                .map(parameter -> pair(parameter.getKey(), parameter.getValue()));
        String query = Stream.concat(others, marker).collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }
}
