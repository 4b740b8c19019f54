/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which backend answers which path. What services say to each other and to their operator is not for clients. */
final class Routes {

    private static final List<String> HIDDEN = List.of("internal", "q");
    private static final Pattern STORAGE =
            Pattern.compile("/v2(\\.(\\d|1[0-8]))?/(images/[^/]+/(file|stage|import)|info/(import|stores.*)|stores/.*)"
                    + "|/ext/v1/uploads(/.*)?");
    private static final Pattern EXPORT = Pattern.compile("/ext/v1/export(s|-rules)(/.*)?");
    private static final Pattern AUDIT = Pattern.compile("/ext/v1/(audit|events)(/.*)?");
    private static final Pattern IDENTITY = Pattern.compile("/identity(/.*)?");

    private Routes() {}

    /**
     * The backend for a path.
     *
     * @param path normalized: without dot segments, and with unreserved characters decoded
     * @return empty when nobody outside may ask for it
     */
    static Optional<Backend> backend(String path) {
        if (HIDDEN.contains(firstSegment(path))) {
            return Optional.empty();
        }
        if (STORAGE.matcher(path).matches()) {
            return Optional.of(Backend.STORAGE);
        }
        if (EXPORT.matcher(path).matches()) {
            return Optional.of(Backend.EXPORT);
        }
        if (AUDIT.matcher(path).matches()) {
            return Optional.of(Backend.AUDIT);
        }
        return Optional.of(IDENTITY.matcher(path).matches() ? Backend.IDENTITY : Backend.CATALOG);
    }

    /** As a lenient server may read it: doubled slashes count once, matrix parameters not at all. */
    private static String firstSegment(String path) {
        return Arrays.stream(path.split("/"))
                .map(it -> it.split(";", 2)[0])
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }
}
