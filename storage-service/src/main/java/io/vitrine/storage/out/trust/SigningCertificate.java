/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.trust;

import io.vitrine.storage.domain.StorageError;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate that may have signed images.
 *
 * @param chain itself, and those between it and its authority
 * @param authorities those it has to come from; none where it is trusted as it is
 */
record SigningCertificate(String name, List<X509Certificate> chain, List<X509Certificate> authorities) {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    /** One that is trusted as it is. */
    static SigningCertificate read(String name, byte[] pem) throws CertificateException {
        return new SigningCertificate(name, certificates(pem), List.of());
    }

    /** The same, which has to come from one of these. */
    SigningCertificate from(byte[] pem) throws CertificateException {
        return new SigningCertificate(name, chain, certificates(pem));
    }

    PublicKey publicKey() {
        return chain.getFirst().getPublicKey();
    }

    /** Throws {@link StorageError.BadSignature} where it may not have signed images, or not any more. */
    void requireValid(Date now) {
        X509Certificate own = chain.getFirst();
        boolean[] usage = own.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            throw refused("its key is not for signatures");
        }
        try {
            own.checkValidity(now);
            if (!authorities.isEmpty() && !authorities.contains(own)) {
                requirePath(now);
            }
        } catch (CertificateException e) {
            throw refused("it is valid from " + own.getNotBefore().toInstant() + " to "
                    + own.getNotAfter().toInstant());
        } catch (GeneralSecurityException e) {
            throw refused("it does not come from an authority that is trusted here: " + e.getMessage());
        }
    }

    private void requirePath(Date now) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(now);
        List<X509Certificate> path =
                chain.stream().filter(it -> !authorities.contains(it)).toList();
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    }

    private StorageError.BadSignature refused(String reason) {
        return new StorageError.BadSignature("The certificate " + name + " cannot be used: " + reason + ".");
    }

    private static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
        List<X509Certificate> all =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (all.isEmpty()) {
            throw new CertificateException("there is no certificate in the file");
        }
        return all;
    }
}
