/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageDetails;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An image on the wire: custom properties and fixed attributes side by side, absent values null, times to the second. */
final class ImageJson {

    private ImageJson() {}

    static ObjectNode of(Image image) {
        ObjectNode json = Json.object();
        ImageDetails details = image.details();
        details.properties().forEach(json::put);
        json.put("name", details.name());
        json.put("disk_format", details.formats().disk());
        json.put("container_format", details.formats().container());
        json.put("visibility", details.visibility().wireName());
        putData(json, image.data());
        json.put("status", image.status().wireName());
        json.put("protected", details.isProtected());
        json.put("min_ram", details.minRam());
        json.put("min_disk", details.minDisk());
        json.put("owner", image.owner());
        json.put("os_hidden", details.hidden());
        json.put("id", image.id().toString());
        json.put("created_at", time(image.createdAt()));
        json.put("updated_at", time(image.updatedAt()));
        ArrayNode tags = json.putArray("tags");
        details.tags().forEach(tags::add);
        json.put("self", path(image));
        json.put("file", path(image) + "/file");
        json.put("schema", "/v2/schemas/image");
        return json;
    }

    static ArrayNode of(List<Image> images, ArrayNode into) {
        images.forEach(image -> into.add(of(image)));
        return into;
    }

    static String path(Image image) {
        return "/v2/images/" + image.id();
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void putData(ObjectNode json, ImageData data) {
        if (data == null) {
            List.of("size", "virtual_size", "checksum", "os_hash_algo", "os_hash_value")
                    .forEach(json::putNull);
            return;
        }
        json.put("size", data.size());
        json.put("virtual_size", data.virtualSize());
        json.put("checksum", data.checksum());
        json.put("os_hash_algo", data.hash().algorithm());
        json.put("os_hash_value", data.hash().value());
    }
}
