/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.trust;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.StorageError.BadSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates as the JDK's keytool makes them, which takes its time. */
class SigningCertificateIT {

    @TempDir
    Path directory;

    private byte[] authorities;

    @Test
    void certificate_isTakenIfItComesFromAnAuthority_andIsValidNow() throws Exception {
        Keytool keytool = new Keytool(directory);
        keytool.make("root", "-ext", "bc:c");
        keytool.make("middle", "-ext", "bc:c", "-signer", "root");
        keytool.make("direct", "-signer", "root");
        keytool.make("indirect", "-signer", "middle");
        keytool.make("stranger");
        keytool.make("old", "-signer", "root", "-startdate", "-10d", "-validity", "1");
        keytool.make("early", "-signer", "root", "-startdate", "+10d");
        keytool.make("encrypting", "-signer", "root", "-ext", "ku=keyEncipherment");
        authorities = keytool.pem("root").getBytes(StandardCharsets.US_ASCII);

        certificate(keytool.pem("direct")).requireValid(now());
        certificate(keytool.pem("root")).requireValid(now());
        certificate(keytool.pem("indirect") + keytool.pem("middle")).requireValid(now());
        assertRefused(keytool.pem("indirect"), "authority");
        assertRefused(keytool.pem("stranger"), "authority");
        assertRefused(keytool.pem("old"), "valid from");
        assertRefused(keytool.pem("early"), "valid from");
        assertRefused(keytool.pem("encrypting"), "not for signatures");
    }

    private void assertRefused(String pem, String reason) throws CertificateException {
        SigningCertificate certificate = certificate(pem);
        assertThatThrownBy(() -> certificate.requireValid(now()))
                .isInstanceOf(BadSignature.class)
                .hasMessageContaining(reason);
    }

    private SigningCertificate certificate(String pem) throws CertificateException {
        return SigningCertificate.read("one", pem.getBytes(StandardCharsets.US_ASCII))
                .from(authorities);
    }

    private static Date now() {
        return Date.from(Clock.systemUTC().instant());
    }
}
