/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vitrine.catalog.domain.Image;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the image list, with the relative links to the first and the next page of the same list. */
@Singleton
class PageJson {

    private static final String PATH = "/v2/images";
    private static final String MARKER = "marker";

    private final ImageJson json;

    PageJson(ImageJson json) {
        this.json = json;
    }

    ObjectNode of(List<Image> images, MultiMap parameters, int limit) {
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray("images");
        images.forEach(image -> list.add(json.of(image)));
        page.put("first", link(parameters, Stream.empty()));
        if (!images.isEmpty() && images.size() == limit) {
            page.put(
                    "next",
                    link(
                            parameters,
                            Stream.of(pair(MARKER, images.getLast().id().toString()))));
        }
        page.put("schema", "/v2/schemas/images");
        return page;
    }

    private static String link(MultiMap parameters, Stream<String> marker) {
        Stream<String> others = parameters.entries().stream()
                .filter(parameter -> !parameter.getKey().equals(MARKER))
                .map(parameter -> pair(parameter.getKey(), parameter.getValue()));
        String query = Stream.concat(others, marker).collect(Collectors.joining("&"));
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }
}
