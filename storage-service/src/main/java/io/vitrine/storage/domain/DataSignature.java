/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.command.ImageSignature;
import java.nio.ByteBuffer;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A signature that is verified while the data flows by. Not for use by several threads at once. */
public final class DataSignature {

    private final byte[] value;
    private final String certificate;
    private final Signature verification;

    /**
     * One of data that nothing was seen of yet.
     *
     * @param value in base64
     * @param certificate name of the certificate
     * @param verification with the certificate's key
     */
    public DataSignature(String value, String certificate, Signature verification) {
        this.value = decoded(value);
        this.certificate = certificate;
        this.verification = verification;
    }

    /** Throws {@link StorageError.BadSignature} where an image has some of the properties but not all. */
    public static void requireComplete(ImageSignature signature) {
        String missing = Stream.of(
                        Map.entry(ImageSignature.VALUE, present(signature.value())),
                        Map.entry(ImageSignature.HASH_METHOD, present(signature.hashMethod())),
                        Map.entry(ImageSignature.KEY_TYPE, present(signature.keyType())),
                        Map.entry(ImageSignature.CERTIFICATE, present(signature.certificate())))
                .filter(property -> !property.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new StorageError.BadSignature("The image's signature is not complete: it lacks the property "
                    + missing + ". Set it, or remove the others.");
        }
    }

    /** Takes the next bytes in. */
    public void update(ByteBuffer bytes) {
        try {
            verification.update(bytes);
        } catch (SignatureException e) {
            throw new IllegalStateException("a verification that was begun takes bytes", e);
        }
    }

    /** All bytes were seen: throws {@link StorageError.BadSignature} where they are not what was signed. */
    public void require() {
        if (!verified()) {
            throw new StorageError.BadSignature("The data is not what was signed: " + ImageSignature.VALUE
                    + " does not verify with the certificate " + certificate + ". Nothing was kept of it.");
        }
    }

    private boolean verified() {
        try {
            return verification.verify(value);
        } catch (SignatureException notEvenASignature) {
            return false;
        }
    }

    private static boolean present(String property) {
        return property != null && !property.isBlank();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new StorageError.BadSignature(ImageSignature.VALUE + " is not base64.");
        }
    }
}
