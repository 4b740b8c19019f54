/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/, CATALOG",
        "/versions, CATALOG",
        "/v2/images, CATALOG",
        "/v2/images/6c1f, CATALOG",
        "/v2/images/6c1f/members/file, CATALOG",
        "/v2/images/file, CATALOG",
        "/v2/images/6c1f/file, STORAGE",
        "/v2.18/images/6c1f/file, STORAGE",
        "/v2.19/images/6c1f/file, CATALOG",
        "/v2/images/6c1f/stage, STORAGE",
        "/v2/images/6c1f/import, STORAGE",
        "/v2/images/6c1f/tasks, CATALOG",
        "/v2/images/6c1f/files, CATALOG",
        "/v2/info/stores, STORAGE",
        "/v2/info/stores/detail, STORAGE",
        "/v2/info/import, STORAGE",
        "/v2/stores/fast/6c1f, STORAGE",
        "/ext/v1/audit/events, AUDIT",
        "/ext/v1/events/stream, AUDIT",
        "/ext/v1/uploads, STORAGE",
        "/ext/v1/uploads/6c1f, STORAGE",
        "/ext/v1/uploadsfoo, CATALOG",
        "/ext/v1/exports, EXPORT",
        "/ext/v1/exports/6c1f/file, EXPORT",
        "/ext/v1/export-rules/6c1f, EXPORT",
        "/ext/v1/exportsfoo, CATALOG",
        "/ext/v1/families, CATALOG",
        "/identity, IDENTITY",
        "/identity/v3/auth/tokens, IDENTITY",
        "/identityfoo, CATALOG",
        "/internals, CATALOG",
        "/v2/images/internal, CATALOG"
    })
    void backend_byPath(String path, Backend backend) {
        assertThat(Routes.backend(path)).contains(backend);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/uploads/1",
                "//internal/uploads/1",
                "/internal;a=b/uploads/1",
                "/q/health"
            })
    void backend_ofWhatIsNotForClients_isNone(String path) {
        assertThat(Routes.backend(path)).isEmpty();
    }

    @Test
    void documentedRoutes_leadWhereTheySay() throws IOException {
        Pattern row = Pattern.compile("\\| (`/.+`) \\| (nobody|(\\w+)-service) \\|");
        List<MatchResult> rows = Files.readAllLines(Path.of("../../docs/architecture.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();

        assertThat(rows).hasSizeGreaterThan(Backend.values().length);
        for (MatchResult found : rows) {
            Optional<Backend> backend =
                    Optional.ofNullable(found.group(3)).map(name -> Backend.valueOf(name.toUpperCase(Locale.ROOT)));
            assertThat(Pattern.compile("[`, ]+").splitAsStream(found.group(1)).filter(path -> !path.isEmpty()))
                    .allSatisfy(path -> assertThat(Routes.backend(path.replaceAll("\\{id}|\\*\\*", "6c1f")))
                            .as(path)
                            .isEqualTo(backend));
        }
    }
}
