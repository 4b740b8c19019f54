/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of the protocol tus that are more than a number. */
class UploadHeadersTest {

    private static final String IMAGE = "MTIzNDU2NzgtMTIzNC00MjM0LTgyMzQtMTIzNDU2Nzg5YWJj";

    @Test
    void metadata_areRead_whateverElseTheyHave() {
        UploadMetadata metadata = UploadMetadata.of("filename w7xiZXIuaW1n,is_confidential, image " + IMAGE);

        assertThat(metadata.values()).containsAllEntriesOf(Map.of("filename", "über.img", "is_confidential", ""));
        assertThat(metadata.image()).isEqualTo(UUID.fromString("12345678-1234-4234-8234-123456789abc"));
        assertThat(metadata.store()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a ,", "a !", "a eA==,a eA=="})
    void metadata_unreadable_areRefused(String header) {
        assertThatThrownBy(() -> UploadMetadata.of(header)).isInstanceOf(StorageError.Invalid.class);
    }

    @Test
    void metadata_tooLong_areRefused() {
        String header = "filename " + "eHh4".repeat(2000);

        assertThatThrownBy(() -> UploadMetadata.of(header)).isInstanceOf(StorageError.Invalid.class);
    }

    @Test
    void metadata_withoutAnImage_areRefusedWithWhatIsMissing() {
        UploadMetadata none = UploadMetadata.of(null);

        assertThatThrownBy(none::image).isInstanceOf(StorageError.Invalid.class).hasMessageContaining("base64");
    }

    @Test
    void checksum_isHeldAgainstThePart() {
        UploadChecksum checksum = UploadChecksum.of("sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=");
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);

        checksum.require(checksum.begin().digest(abc));
        byte[] another = checksum.begin().digest(new byte[1]);
        assertThatThrownBy(() -> checksum.require(another))
                .isInstanceOfSatisfying(
                        StorageError.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(460));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha1", "crc32 AAAA", "SHA1 AAAA", "sha1 !"})
    void checksum_unreadable_isRefused(String header) {
        assertThatThrownBy(() -> UploadChecksum.of(header)).isInstanceOf(StorageError.Invalid.class);
    }
}
