/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.Map;
import java.util.Optional;

/**
 * How an image's data was signed, as its properties say; each of them null where the image lacks it.
 *
 * @param value {@code img_signature}: base64
 * @param hashMethod {@code img_signature_hash_method}
 * @param keyType {@code img_signature_key_type}
 * @param certificate {@code img_signature_certificate_uuid}
 */
public record ImageSignature(String value, String hashMethod, String keyType, String certificate) {

    public static final String VALUE = "img_signature";
    public static final String HASH_METHOD = "img_signature_hash_method";
    public static final String KEY_TYPE = "img_signature_key_type";
    public static final String CERTIFICATE = "img_signature_certificate_uuid";

    /** What an image's properties say; empty where they have nothing of it. */
    public static Optional<ImageSignature> of(Map<String, String> properties) {
        ImageSignature signature = new ImageSignature(
                properties.get(VALUE),
                properties.get(HASH_METHOD),
                properties.get(KEY_TYPE),
                properties.get(CERTIFICATE));
        return Optional.of(signature).filter(it -> !it.equals(new ImageSignature(null, null, null, null)));
    }
}
