/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vitrine.contract.command.ImageSignature;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.DataSignature;
import io.vitrine.storage.domain.StorageError.BadSignature;
import io.vitrine.storage.domain.StorageError.Unavailable;
import io.vitrine.storage.stack.Signed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustStoreTest {

    private static final ImageSignature GOOD = Signed.by("RSA-PSS", "SHA-256");

    @TempDir
    Path directory;

    private Path certificates;

    @BeforeEach
    void certificates() {
        certificates = directory.resolve("certificates");
        Signed.writeCertificates(certificates);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA-PSS, SHA-224",
        "RSA-PSS, SHA-256",
        "RSA-PSS, SHA-384",
        "RSA-PSS, SHA-512",
        "ECC_SECP384R1, SHA-256",
        "ECC_SECP521R1, SHA-256",
        "DSA, SHA-256"
    })
    void signature_ofAnotherToolsMaking_isVerified(String keyType, String hashMethod) {
        ImageSignature signature = Signed.by(keyType, hashMethod);

        assertThatCode(() -> verify(signature, Signed.DATA)).doesNotThrowAnyException();
        byte[] changed = Signed.DATA.clone();
        changed[0] ^= 1;
        assertThatThrownBy(() -> verify(signature, changed)).isInstanceOf(BadSignature.class);
        byte[] less = Arrays.copyOf(Signed.DATA, Signed.DATA.length - 1);
        assertThatThrownBy(() -> verify(signature, less)).isInstanceOf(BadSignature.class);
    }

    @Test
    void signature_withAnotherSaltThanGlances_isRefused() {
        assertThatThrownBy(() -> verify(Signed.withShortSalt(), Signed.DATA)).isInstanceOf(BadSignature.class);
    }

    @Test
    void signature_thatIsNone_isRefused() {
        assertThatThrownBy(() -> verify(with(GOOD, ImageSignature.VALUE, "AAAA"), Signed.DATA))
                .isInstanceOf(BadSignature.class)
                .hasMessageContaining("not what was signed");
    }

    @ParameterizedTest
    @CsvSource({
        "img_signature, '', lacks the property img_signature.",
        "img_signature, '&', not base64",
        "img_signature_hash_method, MD5, 'MD5'",
        "img_signature_hash_method, '', lacks",
        "img_signature_key_type, ECC_SECT571K1, ECC_SECT571K1",
        "img_signature_key_type, ECC_SECP384R1, key of type RSA",
        "img_signature_key_type, DSA, key of type RSA",
        "img_signature_certificate_uuid, ../../etc/passwd, not a UUID",
        "img_signature_certificate_uuid, 00000000-0000-4000-8000-000000000000, no certificate"
    })
    void signature_thatCannotBeVerified_isRefusedBeforeAnyData(String property, String value, String reason) {
        ImageSignature signature = with(GOOD, property, value);

        assertThatThrownBy(() -> store(Map.of()).expected(signature))
                .isInstanceOf(BadSignature.class)
                .hasMessageContaining(reason);
    }

    @Test
    void signature_ofOneCurveWithAKeyOfAnother_isRefused() {
        ImageSignature signature =
                with(Signed.by("ECC_SECP384R1", "SHA-256"), ImageSignature.KEY_TYPE, "ECC_SECP521R1");

        assertThatThrownBy(() -> store(Map.of()).expected(signature)).isInstanceOf(BadSignature.class);
    }

    @Test
    void image_withoutASignature_isRefusedOnlyWhereOneIsRequired() {
        assertThat(store(Map.of()).expected(null)).isEmpty();
        assertThatThrownBy(() -> store(Map.of("require", "true")).expected(null))
                .isInstanceOf(BadSignature.class)
                .hasMessageContaining("img_signature_certificate_uuid");
    }

    @Test
    void image_whereNoCertificatesAre_isRefusedIfItIsSigned() {
        TrustStore none = new TrustStore(config(Map.of()));

        assertThat(none.expected(null)).isEmpty();
        assertThatThrownBy(() -> none.expected(GOOD))
                .isInstanceOf(BadSignature.class)
                .hasMessageContaining("vitrine.storage.signatures.certificates");
    }

    @Test
    void certificate_thatIsNone_isTheOperatorsFault() {
        assertThatThrownBy(() -> store(Map.of()).expected(signedBy("garbage"))).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"certificates, /nowhere", "authorities, /nowhere"})
    void setting_thatLeadsNowhere_endsTheStart(String setting, String value) {
        assertThatThrownBy(() -> store(Map.of(setting, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere");
    }

    @Test
    void require_withoutCertificates_endsTheStart() {
        StorageConfig config = config(Map.of("require", "true"));

        assertThatThrownBy(() -> new TrustStore(config)).isInstanceOf(IllegalStateException.class);
    }

    private ImageSignature signedBy(String pem) throws IOException {
        UUID name = UUID.randomUUID();
        Files.writeString(certificates.resolve(name + ".pem"), pem);
        return new ImageSignature("AAAA", "SHA-384", "ECC_SECP384R1", name.toString());
    }

    private void verify(ImageSignature signature, byte[] data) {
        DataSignature expected = store(Map.of()).expected(signature).orElseThrow();
        expected.update(ByteBuffer.wrap(data, 0, data.length / 2));
        expected.update(ByteBuffer.wrap(data, data.length / 2, data.length - data.length / 2));
        expected.require();
    }

    private static ImageSignature with(ImageSignature signature, String property, String value) {
        Map<String, String> properties = new HashMap<>(Map.of(
                ImageSignature.VALUE, signature.value(),
                ImageSignature.HASH_METHOD, signature.hashMethod(),
                ImageSignature.KEY_TYPE, signature.keyType(),
                ImageSignature.CERTIFICATE, signature.certificate()));
        properties.put(property, value);
        return ImageSignature.of(properties).orElseThrow();
    }

    private TrustStore store(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("certificates", certificates.toString()));
        all.putAll(settings);
        return new TrustStore(config(all));
    }

    private static StorageConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("vitrine.storage.catalog.url", "http://unused"));
        settings.forEach((key, value) -> all.put("vitrine.storage.signatures." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(StorageConfig.class)
                .withSources(new PropertiesConfigSource(all, "operator", 500))
                .build()
                .getConfigMapping(StorageConfig.class);
    }
}
