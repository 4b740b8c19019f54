/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token as it lies in the database: enciphered with a key of its own, which is kept elsewhere.
 *
 * @param text what lies there
 * @param key opens it
 */
record SealedToken(String text, String key) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Seals with a new key. */
    static SealedToken of(String token) {
        byte[] key = random(KEY_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, token.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, bytes, NONCE_BYTES, sealed.length);
        return new SealedToken(base64(bytes), base64(key));
    }

    /**
     * The token.
     *
     * @throws IllegalStateException when it was sealed with another key, or changed
     */
    String open() {
        byte[] bytes = Base64.getDecoder().decode(text);
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
        byte[] token = cipher(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(key), nonce, sealed);
        return new String(token, StandardCharsets.UTF_8);
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The token cannot be opened or sealed", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "SealedToken[" + text + "]";
    }
}
