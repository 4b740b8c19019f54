/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import io.vitrine.contract.command.ImageSignature;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

/**
 * A way to sign an image's data, by the names that the Image API's properties have for it.
 *
 * @param hash one of SHA-224, SHA-256, SHA-384, SHA-512
 * @param keyType one of RSA-PSS, DSA, ECC_SECP384R1, ECC_SECP521R1
 */
public record SignatureMethod(String hash, String keyType) {

    private static final Map<String, Integer> HASHES =
            Map.of("SHA-224", 28, "SHA-256", 32, "SHA-384", 48, "SHA-512", 64);
    private static final Map<String, Integer> CURVES = Map.of("ECC_SECP384R1", 384, "ECC_SECP521R1", 521);
    private static final String RSA_PSS = "RSA-PSS";
    private static final String DSA = "DSA";

    public SignatureMethod {
        if (!HASHES.containsKey(hash)) {
            throw new StorageError.BadSignature(ImageSignature.HASH_METHOD + " is '" + hash
                    + "', which cannot be verified here; SHA-224, SHA-256, SHA-384 and SHA-512 can.");
        }
        if (!keyType.equals(RSA_PSS) && !keyType.equals(DSA) && !CURVES.containsKey(keyType)) {
            throw new StorageError.BadSignature(ImageSignature.KEY_TYPE + " is '" + keyType
                    + "', which cannot be verified here; RSA-PSS, DSA, ECC_SECP384R1 and ECC_SECP521R1 can.");
        }
    }

    /** A verification that has seen nothing yet; throws {@link StorageError.BadSignature} for a key of another type. */
    public Signature begin(PublicKey key) {
        try {
            Signature verification = verification(key);
            verification.initVerify(key);
            return verification;
        } catch (GeneralSecurityException e) {
            throw new StorageError.BadSignature(
                    "The certificate's key cannot verify " + keyType + " with " + hash + ": " + e.getMessage());
        }
    }

    private Signature verification(PublicKey key) throws GeneralSecurityException {
        String shortHash = hash.replace("-", "");
        if (keyType.equals(RSA_PSS) && key instanceof RSAPublicKey rsa) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec(
                    hash, "MGF1", new MGF1ParameterSpec(hash), longestSalt(rsa), PSSParameterSpec.TRAILER_FIELD_BC));
            return pss;
        }
        if (keyType.equals(DSA) && key instanceof DSAPublicKey) {
            return Signature.getInstance(shortHash + "withDSA");
        }
        if (key instanceof ECPublicKey ec
                && Integer.valueOf(ec.getParams().getCurve().getField().getFieldSize())
                        .equals(CURVES.get(keyType))) {
            return Signature.getInstance(shortHash + "withECDSA");
        }
        throw new StorageError.BadSignature("The certificate has a key of type " + key.getAlgorithm() + ", not the "
                + keyType + " that " + ImageSignature.KEY_TYPE + " says.");
    }

    /** RFC 8017 (9.1.1): what the encoded message leaves after the digest. Glance's signers always use that. */
    private int longestSalt(RSAPublicKey key) {
        int encoded = (key.getModulus().bitLength() - 1 + Byte.SIZE - 1) / Byte.SIZE;
        int salt = encoded - HASHES.get(hash) - 2;
        if (salt < 0) {
            throw new StorageError.BadSignature("The certificate's key is too short for " + hash + ".");
        }
        return salt;
    }
}
