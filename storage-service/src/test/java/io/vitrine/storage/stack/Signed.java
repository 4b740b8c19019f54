/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import io.vitrine.contract.command.ImageSignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Data that was signed with Python's cryptography, in the ways that Glance's users do, and the certificates for it. */
public final class Signed {

    /** What was signed. */
    public static final byte[] DATA = bytes("data");

    private static final List<String> KEY_TYPES = List.of("RSA-PSS", "ECC_SECP384R1", "ECC_SECP521R1", "DSA");
    private static final String CERTIFICATE = "5d0b3f4e-52c3-4b7c-9d5e-0d3c7f1a2b0";

    private Signed() {}

    /** Its signature. */
    public static ImageSignature by(String keyType, String hashMethod) {
        return new ImageSignature(text(keyType + "." + hashMethod), hashMethod, keyType, certificate(keyType));
    }

    /** Its signature with RSA-PSS and a salt that is not the longest. */
    public static ImageSignature withShortSalt() {
        return new ImageSignature(text("short-salt"), "SHA-256", "RSA-PSS", certificate("RSA-PSS"));
    }

    /** Puts the certificates in a directory. */
    public static void writeCertificates(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String keyType : KEY_TYPES) {
                String file = certificate(keyType) + ".pem";
                Files.write(directory.resolve(file), bytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String certificate(String keyType) {
        return CERTIFICATE + (KEY_TYPES.indexOf(keyType) + 1);
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.US_ASCII).strip();
    }

    private static byte[] bytes(String name) {
        try (InputStream resource = Signed.class.getResourceAsStream("/signed/" + name)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
