/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Verifying signatures of images, as an operator wants it; a part of {@link StorageConfig}. */
public interface SignatureConfig {

    /**
     * Directory of the certificates that images' {@code img_signature_certificate_uuid} names, each in
     * {@code <uuid>.pem}: an X.509 certificate, and after it those between it and its authority. When not set, no
     * signature can be verified, and data of signed images is refused.
     */
    Optional<Path> certificates();

    /**
     * PEM file of the authorities that each certificate has to come from. When not set, every certificate in the
     * directory is trusted as it is.
     */
    Optional<Path> authorities();

    /** Whether unsigned images are refused; needs the certificates. */
    @WithDefault("false")
    boolean require();
}
