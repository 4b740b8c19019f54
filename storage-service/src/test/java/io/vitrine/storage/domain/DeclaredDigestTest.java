/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredDigestTest {

    private static final String EMPTY_SHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String EMPTY_HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha-256=:" + EMPTY_SHA256 + ":",
                " sha-256=:" + EMPTY_SHA256 + ":;q=1; x ",
                "unixsum=:AA==:, sha-256=:" + EMPTY_SHA256 + ":",
                "sha-256=:" + EMPTY_SHA256 + ":,id-sha-512=::"
            })
    void digestField_isRead_andUnknownAlgorithmsDeclareNothing(String field) {
        assertThat(DeclaredDigest.ofDigestField("Repr-Digest", List.of(field)))
                .containsExactly(new DeclaredDigest("Repr-Digest", HashAlgorithm.SHA256, EMPTY_HEX));
    }

    @Test
    void digestField_ofSeveralLines_isOneDictionary() {
        String md5 = "md5=:1B2M2Y8AsgTpgAmY7PhCfg==:";

        assertThat(DeclaredDigest.ofDigestField("Content-Digest", List.of(md5, "sha-256=:" + EMPTY_SHA256 + ":")))
                .extracting(DeclaredDigest::hash)
                .containsExactly(EMPTY_MD5, EMPTY_HEX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha-256",
                "sha-256=" + EMPTY_SHA256,
                "SHA-256=:" + EMPTY_SHA256 + ":",
                "sha-256=:" + EMPTY_HEX + ":",
                "sha-256=:AAAA:",
                "sha-512=:" + EMPTY_SHA256 + ":",
                "sha-256=:A:",
                "sha-256=:" + EMPTY_SHA256 + ":,",
                "sha-256=:" + EMPTY_SHA256 + ": md5=:1B2M2Y8AsgTpgAmY7PhCfg==:",
                "unknown=1"
            })
    void digestField_unreadable_isRefused(String field) {
        assertThatThrownBy(() -> DeclaredDigest.ofDigestField("Repr-Digest", List.of(field)))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageStartingWith("Repr-Digest cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1B2M2Y8AsgTpgAmY7PhCfg==", " D41D8CD98F00B204E9800998ECF8427E "})
    void contentMd5_isBase64_orHexAsTheImageApiHasIt(String value) {
        assertThat(DeclaredDigest.ofContentMd5(value).hash()).isEqualTo(EMPTY_MD5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1B2M", EMPTY_HEX, "d41d8cd98f00b204e9800998ecf842"})
    void contentMd5_unreadable_isRefused(String value) {
        assertThatThrownBy(() -> DeclaredDigest.ofContentMd5(value)).isInstanceOf(StorageError.Invalid.class);
    }

    @Test
    void digest_ofOtherBytes_isRefusedWithBothValues() {
        DeclaredDigest declared = DeclaredDigest.ofContentMd5(EMPTY_MD5);

        declared.require(Map.of(HashAlgorithm.MD5, EMPTY_MD5));
        assertThatThrownBy(() -> declared.require(Map.of(HashAlgorithm.MD5, "c0ffee")))
                .isInstanceOf(StorageError.Invalid.class)
                .hasMessageContainingAll(EMPTY_MD5, "c0ffee", "Content-MD5");
    }
}
