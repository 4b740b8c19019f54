/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vitrine.storage.domain.Announcement;
import io.vitrine.storage.domain.DeclaredDigest;
import io.vitrine.storage.domain.Formats;
import io.vitrine.storage.domain.HashAlgorithm;
import io.vitrine.storage.domain.StorageError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image of another region.
 *
 * @param data what comes
 * @param announced what the region says that it is, with a digest
 * @param formats how the data is kept
 * @param properties those that come along
 */
public record RegionImage(WebDownload data, Announcement announced, Formats formats, Map<String, String> properties) {

    /** What a region says of an image. */
    record Described(Announcement announced, Formats formats, Map<String, String> properties) {

        /**
         * Reads an image's record.
         *
         * @param prefixes what the names of the properties to take begin with
         * @throws StorageError.Invalid for one that cannot be imported
         */
        static Described read(String region, String record, List<String> prefixes) {
            try {
                return read(region, new JsonObject(record), prefixes);
            } catch (DecodeException | ClassCastException e) {
                throw new StorageError.Invalid("What region '" + region + "' says of the image cannot be read.");
            }
        }

        private static Described read(String region, JsonObject record, List<String> prefixes) {
            if (!"active".equals(record.getString("status"))) {
                throw new StorageError.Invalid("The image in region '" + region + "' is not active.");
            }
            Map<String, String> properties = new TreeMap<>();
            for (String name : record.fieldNames()) {
                if (record.getValue(name) instanceof String value
                        && prefixes.stream().anyMatch(name::startsWith)) {
                    properties.put(name, value);
                }
            }
            return new Described(
                    new Announcement(record.getLong("size"), List.of(digest(region, record))),
                    formats(region, record),
                    properties);
        }

        private static Formats formats(String region, JsonObject record) {
            String disk = record.getString("disk_format");
            String container = record.getString("container_format");
            if (disk == null || container == null) {
                throw new StorageError.Invalid("Region '" + region + "' does not say what format the image has.");
            }
            return new Formats(disk, container);
        }

        /** The better one that is known here: the region's multihash, else its checksum. */
        private static DeclaredDigest digest(String region, JsonObject record) {
            String who = "region '" + region + "'";
            String multihash = record.getString("os_hash_value");
            String md5 = record.getString("checksum");
            return Arrays.stream(HashAlgorithm.values())
                    .filter(known -> multihash != null && known.imageApiName().equals(record.getString("os_hash_algo")))
                    .map(known -> new DeclaredDigest(who, known, multihash))
                    .findFirst()
                    .or(() -> Optional.ofNullable(md5).map(known -> new DeclaredDigest(who, HashAlgorithm.MD5, known)))
                    .orElseThrow(() -> new StorageError.Invalid(
                            "Region '" + region + "' has no checksum of the image that could be compared."));
        }
    }
}
