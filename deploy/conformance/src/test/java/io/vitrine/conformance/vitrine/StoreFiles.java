/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies on the disk in the stores of a local stack: objects, and whatever there is of unfinished ones. */
final class StoreFiles {

    private StoreFiles() {}

    /** All files of the file store and of the S3 server, whose unfinished parts are files too. Fails while they change. */
    static Set<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(Target.home().resolve("images"));
                Stream<Path> objects = Files.walk(Target.home().resolve("s3/data"))) {
            return Stream.concat(files, objects).filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }
}
