/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.trust;

import io.quarkus.runtime.Startup;
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.storage.SignatureConfig;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.DataSignature;
import io.vitrine.storage.domain.SignatureMethod;
import io.vitrine.storage.domain.StorageError;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * The certificates whose signatures of images count, which an operator may change at any time: they are read for each
 * image. A mistake in the configuration ends the start of the service.
 */
@Startup
@ApplicationScoped
public class TrustStore {

    private final SignatureConfig config;
    private final Clock clock = Clock.systemUTC();

    TrustStore(StorageConfig config) {
        this.config = config.signatures();
        this.config.certificates().filter(dir -> !Files.isDirectory(dir)).ifPresent(absent -> {
            throw new IllegalStateException(
                    "vitrine.storage.signatures.certificates: there is no directory " + absent + ".");
        });
        this.config.authorities().filter(file -> !Files.isReadable(file)).ifPresent(absent -> {
            throw new IllegalStateException(
                    "vitrine.storage.signatures.authorities: the file " + absent + " cannot be read.");
        });
        if (this.config.require() && this.config.certificates().isEmpty()) {
            throw new IllegalStateException(
                    "vitrine.storage.signatures.require needs vitrine.storage.signatures.certificates.");
        }
    }

    /**
     * The signature that data has to have. Blocks.
     *
     * @param signature what the image says of it; null where it says nothing
     * @return empty where none is to be verified
     * @throws StorageError.BadSignature where none could be verified, whatever the data
     */
    public Optional<DataSignature> expected(ImageSignature signature) {
        if (signature == null) {
            requireNone();
            return Optional.empty();
        }
        DataSignature.requireComplete(signature);
        if (config.certificates().isEmpty()) {
            throw new StorageError.BadSignature("The image is signed, and no signature can be verified here: remove its"
                    + " img_signature properties, or have the operator set vitrine.storage.signatures.certificates.");
        }
        SignatureMethod method = new SignatureMethod(signature.hashMethod(), signature.keyType());
        SigningCertificate certificate = certificate(signature.certificate());
        certificate.requireValid(Date.from(clock.instant()));
        return Optional.of(
                new DataSignature(signature.value(), certificate.name(), method.begin(certificate.publicKey())));
    }

    private void requireNone() {
        if (config.require()) {
            throw new StorageError.BadSignature("Only signed images are taken here: set " + ImageSignature.VALUE + ", "
                    + ImageSignature.HASH_METHOD + ", " + ImageSignature.KEY_TYPE + " and " + ImageSignature.CERTIFICATE
                    + " first.");
        }
    }

    private SigningCertificate certificate(String uuid) {
        String name = canonical(uuid);
        Path file = config.certificates().orElseThrow().resolve(name + ".pem");
        try {
            SigningCertificate certificate = SigningCertificate.read(name, Files.readAllBytes(file));
            return config.authorities().isPresent()
                    ? certificate.from(Files.readAllBytes(config.authorities().get()))
                    : certificate;
        } catch (NoSuchFileException absent) {
            throw new StorageError.BadSignature("There is no certificate " + name + " among those trusted here.");
        } catch (IOException | CertificateException e) {
            throw new StorageError.Unavailable(
                    "The certificate " + name + " or its authorities cannot be read here: " + e.getMessage(), e);
        }
    }

    /** A file's name that leads nowhere else. */
    private static String canonical(String uuid) {
        try {
            return UUID.fromString(uuid.strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new StorageError.BadSignature(ImageSignature.CERTIFICATE + " is not a UUID.");
        }
    }
}
