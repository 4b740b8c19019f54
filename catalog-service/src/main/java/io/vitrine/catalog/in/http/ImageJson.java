/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageDetails;
import io.vitrine.catalog.domain.ImportStores;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An image on the wire: custom properties and fixed attributes side by side, absent values null, times to the second. */
@Singleton
public class ImageJson {

    private final boolean severalStores;

    ImageJson(CatalogConfig config) {
        this.severalStores = !config.toldStores().isEmpty();
    }

    ObjectNode of(Image image) {
        ObjectNode json = Json.object();
        ImageDetails details = image.details();
        details.properties().forEach(json::put);
        json.put("name", details.name());
        json.put("disk_format", details.formats().disk());
        json.put("container_format", details.formats().container());
        json.put("visibility", details.visibility().wireName());
        putData(json, image.data());
        putImports(json, image);
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

    static String path(Image image) {
        return "/v2/images/" + image.id();
    }

    /** A moment as the API tells it, to the second. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    // Without several stores clients know no names of any, but watch whether these two are there and empty.
    private void putImports(ObjectNode json, Image image) {
        if (severalStores && image.data() != null) {
            json.put("stores", String.join(",", image.data().copies().keySet()));
        }
        image.importTask().ifPresent(task -> json.put("os_glance_import_task", task.toString()));
        ImportStores imports = image.imports();
        if (imports != null) {
            json.put("os_glance_importing_to_stores", severalStores ? String.join(",", imports.importing()) : "");
            json.put("os_glance_failed_import", severalStores ? String.join(",", imports.failed()) : "");
        }
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
