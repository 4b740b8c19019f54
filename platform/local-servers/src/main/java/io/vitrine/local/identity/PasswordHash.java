/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vitrine.local.Secrets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A salted, slow hash of a password, written as {@code pbkdf2-sha256$rounds$salt$hash}. */
final class PasswordHash {

    private static final String SCHEME = "pbkdf2-sha256";

    /** Few, because every login pays for them and the passwords are random: no dictionary has 144 random bits. */
    private static final int ROUNDS = 10_000;

    private static final int BYTES = 32;

    /** What an unknown user's password is compared with, so that the answer takes as long as for a known one. */
    static final PasswordHash OF_NOBODY = of(Secrets.password());

    private final int rounds;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int rounds, byte[] salt, byte[] hash) {
        this.rounds = rounds;
        this.salt = salt;
        this.hash = hash;
    }

    static PasswordHash of(String password) {
        byte[] salt = Secrets.bytes(BYTES);
        return new PasswordHash(ROUNDS, salt, derive(password, salt, ROUNDS));
    }

    @JsonCreator
    static PasswordHash parse(String text) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("A password must be " + SCHEME + "$rounds$salt$hash");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new PasswordHash(Integer.parseInt(parts[1]), base64.decode(parts[2]), base64.decode(parts[3]));
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, salt, rounds));
    }

    @JsonValue
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder();
        return String.join(
                "$", SCHEME, Integer.toString(rounds), base64.encodeToString(salt), base64.encodeToString(hash));
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        try {
            PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, rounds, BYTES * Byte.SIZE);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA256", e);
        }
    }
}
