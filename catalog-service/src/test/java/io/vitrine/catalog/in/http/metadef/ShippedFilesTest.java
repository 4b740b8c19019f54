/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The namespaces that come with the service are as the API takes them from anybody. */
class ShippedFilesTest {

    private final MetadefSchemas schemas = new MetadefSchemas();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/metadefs"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shippedNamespace_isAsItsSchemaSays(Path file) throws IOException {
        schemas.read("namespace", null, Files.readString(file, UTF_8).getBytes(UTF_8));
    }
}
