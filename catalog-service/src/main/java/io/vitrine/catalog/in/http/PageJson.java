/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vitrine.catalog.domain.Image;
import jakarta.inject.Singleton;
import java.util.List;

/** A page of the image list, with the relative links to the first and the next page of the same list. */
@Singleton
class PageJson {

    private final ImageJson json;

    PageJson(ImageJson json) {
        this.json = json;
    }

    ObjectNode of(List<Image> images, MultiMap parameters, int limit) {
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray("images");
        images.forEach(image -> list.add(json.of(image)));
        PageLinks links = new PageLinks("/v2/images", parameters);
        page.put("first", links.first());
        if (!images.isEmpty() && images.size() == limit) {
            page.put("next", links.after(images.getLast().id().toString()));
        }
        page.put("schema", "/v2/schemas/images");
        return page;
    }
}
