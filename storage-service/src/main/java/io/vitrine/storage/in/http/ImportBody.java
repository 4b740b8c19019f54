/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vitrine.contract.command.DataDigest;
import io.vitrine.storage.app.ImportOffer;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.StorageError;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads the body of an import request, and says what is wrong with one that cannot be understood. */
final class ImportBody {

    private final JsonObject json;
    private final List<String> methods;

    private ImportBody(JsonObject json, List<String> methods) {
        this.json = json;
        this.methods = methods;
    }

    /**
     * What is asked for.
     *
     * @param header value of X-Image-Meta-Store; null when absent
     * @param methods those that are switched on
     * @throws StorageError.Invalid for what cannot be understood
     */
    static ImportOffer read(String text, String header, List<String> methods) {
        try {
            return new ImportBody(new JsonObject(text), methods).offer(header);
        } catch (DecodeException e) {
            throw new StorageError.Invalid("The body has to be a JSON object.");
        } catch (ClassCastException e) {
            throw new StorageError.Invalid("A member of the body is of another JSON type than it has to be.");
        }
    }

    private ImportOffer offer(String header) {
        if (!(json.getValue("method") instanceof JsonObject method)
                || !(method.getValue("name") instanceof String name)) {
            throw new StorageError.Invalid(
                    "The body needs a method with its name, one of " + String.join(", ", methods) + ".");
        }
        if (!methods.contains(name)) {
            throw new StorageError.Invalid(
                    "There is no import method '" + name + "' here, only " + String.join(", ", methods) + ".");
        }
        boolean web = name.equals("web-download");
        if (web && !(method.getValue("uri") instanceof String)) {
            throw new StorageError.Invalid("web-download needs the uri to import from.");
        }
        ImportOffer.Remote remote = name.equals("glance-download") ? remote(method) : null;
        List<String> stores = stores(header);
        boolean all = flag("all_stores", false);
        if (all && !stores.isEmpty()) {
            throw new StorageError.Invalid("Give either all_stores or stores, not both.");
        }
        return new ImportOffer(
                name,
                web ? method.getString("uri") : null,
                web ? digest(method) : null,
                remote,
                stores,
                all,
                flag("all_stores_must_succeed", true));
    }

    private boolean flag(String name, boolean otherwise) {
        return Objects.requireNonNullElse(json.getBoolean(name), otherwise);
    }

    private static DataDigest digest(JsonObject method) {
        String algorithm = method.getString("os_hash_algo");
        String value = method.getString("os_hash_value");
        if (algorithm == null && value == null) {
            return null;
        }
        if (algorithm == null || value == null) {
            throw new StorageError.Invalid("os_hash_algo and os_hash_value come together.");
        }
        DeclaredDigest digest = DeclaredDigest.ofHex("os_hash_value", algorithm, value);
        return new DataDigest(digest.algorithm().imageApiName(), digest.hash());
    }

    private static ImportOffer.Remote remote(JsonObject method) {
        String region = method.getString("glance_region");
        String image = method.getString("glance_image_id");
        if (region == null || image == null) {
            throw new StorageError.Invalid("glance-download needs a glance_region and a glance_image_id.");
        }
        if (!FileRequest.isImageId(image)) {
            throw new StorageError.Invalid("The remote image id does not look like a UUID: '" + image + "'.");
        }
        return new ImportOffer.Remote(
                region, UUID.fromString(image), method.getString("glance_service_interface", "public"));
    }

    private List<String> stores(String header) {
        JsonArray stores = json.getJsonArray("stores");
        if (stores == null) {
            return header == null ? List.of() : List.of(header);
        }
        return stores.stream().map(String.class::cast).distinct().toList();
    }
}
