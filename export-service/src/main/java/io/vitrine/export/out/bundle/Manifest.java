/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vitrine.contract.ImageSnapshot;
import io.vitrine.export.domain.Source;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a tar says of the disk in it, as JSON.
 *
 * @param export id of the export
 * @param image the image's record
 */
record Manifest(UUID export, ImageSnapshot image, Data source, Disk disk, String tool, Instant time) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The data that the disk was made of. */
    record Data(String diskFormat, long size, String checksum, String osHashAlgo, String osHashValue) {}

    /** The disk's file. */
    record Disk(String file, String format, Map<String, String> options, long size, Long virtualSize, String sha256) {}

    static String of(Contents contents, String sha256) {
        Source source = contents.job().source();
        Manifest manifest = new Manifest(
                contents.job().id(),
                contents.image(),
                new Data(source.diskFormat(), source.size(), source.checksum(), source.hashAlgo(), source.hashValue()),
                new Disk(
                        contents.diskName(),
                        contents.job().recipe().format().wireName(),
                        contents.job().recipe().options(),
                        contents.diskSize(),
                        contents.virtualSize(),
                        sha256),
                contents.tool(),
                contents.time());
        try {
            return JSON.writeValueAsString(manifest) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
