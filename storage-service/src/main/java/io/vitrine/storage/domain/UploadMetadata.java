/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The {@code Upload-Metadata} of an upload: keys, each with a value in base64 or none, with commas between them. The key
 * {@code image} is what the upload is for, {@code store} where it goes; others are kept and mean nothing here.
 */
public record UploadMetadata(Map<String, String> values) {

    private static final int MOST = 4096;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public UploadMetadata {
        values = Map.copyOf(values);
    }

    /** Reads the header, which may be null; throws {@link StorageError.Invalid} where it cannot be read. */
    public static UploadMetadata of(String header) {
        if (header == null || header.isBlank()) {
            return new UploadMetadata(Map.of());
        }
        if (header.length() > MOST) {
            throw new StorageError.Invalid("Upload-Metadata has more than " + MOST + " characters.");
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts[0].isEmpty() || values.put(parts[0], value(parts)) != null) {
                throw new StorageError.Invalid("Upload-Metadata has a key that is empty or comes twice.");
            }
        }
        return new UploadMetadata(values);
    }

    /** The image; throws {@link StorageError.Invalid} where none is named. */
    public UUID image() {
        String image = values.get("image");
        if (image == null) {
            throw new StorageError.Invalid(
                    "Upload-Metadata has to name the image: 'image', a space and the image's id in base64.");
        }
        if (!UUID_TEXT.matcher(image).matches()) {
            throw new StorageError.Refused(404, "No image found with ID " + image);
        }
        return UUID.fromString(image);
    }

    /** The store that was asked for; null for the default one. */
    public String store() {
        return values.get("store");
    }

    private static String value(String[] parts) {
        try {
            return parts.length == 1
                    ? ""
                    : new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StorageError.Invalid("The value of '" + parts[0] + "' in Upload-Metadata is not base64.");
        }
    }
}
