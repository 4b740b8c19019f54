/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.CatalogEvent.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageFactsTest {

    @Test
    void equalImages_sayNothing() {
        assertThat(ImageFacts.between(image("a", "1"), image("a", "1"))).isEmpty();
    }

    @Test
    void changedAttributes_areOneUpdateWithBeforeAndAfter() {
        Image before = image("name", "old", "gone", "x", "tags", List.of("a"));
        Image after = image("name", "new", "come", "y", "tags", List.of("a", "b"));
        assertThat(ImageFacts.between(before, after))
                .containsExactly(new CatalogEvent.ImageUpdated(Map.of(
                        "name", new Change("old", "new"),
                        "gone", new Change("x", null),
                        "come", new Change(null, "y"),
                        "tags", new Change(List.of("a"), List.of("a", "b")))));
    }

    @Test
    void visibilityAndHiding_haveFactsOfTheirOwn() {
        Image before = image("visibility", "private");
        Image after = image("visibility", "public", "os_hidden", true, "name", "n");
        assertThat(ImageFacts.between(before, after))
                .containsExactly(
                        new CatalogEvent.VisibilityChanged("private", "public"),
                        new CatalogEvent.ImageHidden(),
                        new CatalogEvent.ImageUpdated(Map.of("name", new Change(null, "n"))));
        assertThat(ImageFacts.between(after, before)).contains(new CatalogEvent.ImageUnhidden());
    }

    @Test
    void deprecation_carriesItsReplacement() {
        Image before = image();
        Image after = image("deprecated", "True", "replacement", "v2", "deprecation_reason", "old");
        assertThat(ImageFacts.between(before, after)).containsExactly(new CatalogEvent.Deprecated("v2", "old"));
        assertThat(ImageFacts.ofCreation(after)).contains(new CatalogEvent.Deprecated("v2", "old"));
    }

    @Test
    void deprecation_withAnotherReplacement_isSaidAnew() {
        Image before = image("deprecated", "true", "replacement", "v2");
        Image after = image("deprecated", "true", "replacement", "v3");
        assertThat(ImageFacts.between(before, after)).containsExactly(new CatalogEvent.Deprecated("v3", null));
    }

    @Test
    void deprecation_unsetOrFalse_isWithdrawn() {
        Image before = image("deprecated", "true", "replacement", "v2");
        assertThat(ImageFacts.between(before, image())).containsExactly(new CatalogEvent.Undeprecated());
        assertThat(ImageFacts.between(before, image("deprecated", "false", "replacement", "v2")))
                .containsExactly(new CatalogEvent.Undeprecated());
    }

    @Test
    void replacement_withoutDeprecation_isAnOrdinaryProperty() {
        assertThat(ImageFacts.between(image(), image("replacement", "v2")))
                .containsExactly(new CatalogEvent.ImageUpdated(Map.of("replacement", new Change(null, "v2"))));
    }
}
