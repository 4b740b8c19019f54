/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecipeTest {

    private static final Source SOURCE = source("qcow2", "bare");

    @Test
    void options_notGiven_areTheUsualOnes() {
        assertThat(Recipe.of("vmdk", Map.of(), null))
                .isEqualTo(Recipe.of("vmdk", Map.of("subformat", "streamOptimized"), null));
        assertThat(Recipe.of("qcow2", Map.of(), null).options())
                .containsOnly(Map.entry("compression", "none"), Map.entry("compat", "1.1"));
    }

    @Test
    void ova_isOfAStreamOptimizedVmdk() {
        assertThat(Recipe.of("vmdk", Map.of(), "ova").bundle()).isEqualTo(Bundle.OVA);
        assertThatThrownBy(() -> Recipe.of("vmdk", Map.of("subformat", "monolithicSparse"), "ova"))
                .isInstanceOf(ExportError.Invalid.class);
    }

    @Test
    void cacheKey_isTheSame_forTheSameMadeOfTheSame() {
        String key = Recipe.of("qcow2", Map.of(), null).cacheKey(SOURCE);

        assertThat(Recipe.of("qcow2", Map.of("compression", "none"), null).cacheKey(source("qcow2", "bare")))
                .isEqualTo(key);
        assertThat(Recipe.of("qcow2", Map.of("compression", "zstd"), null).cacheKey(SOURCE))
                .isNotEqualTo(key);
        assertThat(Recipe.of("qcow2", Map.of(), null).cacheKey(source("raw", "bare")))
                .isNotEqualTo(key);
    }

    @Test
    void cacheKey_ofABundle_isOfOneImageAndItsRecord() {
        Recipe tar = Recipe.of("raw", Map.of(), "tar");
        String key = tar.cacheKey(SOURCE.withVersion("1"));

        assertThat(tar.cacheKey(SOURCE.withVersion("1"))).isEqualTo(key);
        assertThat(tar.cacheKey(SOURCE.withVersion("2"))).isNotEqualTo(key);
        assertThat(tar.cacheKey(source("qcow2", "bare").withVersion("1"))).isNotEqualTo(key);
    }

    @Test
    void image_thatCannotBeConverted_canBeHandedOn() {
        for (Source source : new Source[] {source("iso", "bare"), source("vmdk", "ova")}) {
            Recipe raw = Recipe.of("raw", Map.of(), null);
            assertThatThrownBy(() -> raw.requirePossible(source)).isInstanceOf(ExportError.Invalid.class);
            Recipe.of("native", Map.of(), null).requirePossible(source);
        }
    }

    private static Source source(String disk, String container) {
        return new Source(UUID.randomUUID(), "project", "name", 1, "md5", "sha512", "ab", disk, container, null);
    }
}
