/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.query;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The address of the following page: that of this one, with another marker. */
public final class NextPage {

    private static final String MARKER = "marker=";

    private NextPage() {}

    /** Relative, because only a gateway knows under which host it is reached; null where no page follows. */
    public static String link(URI page, Optional<String> marker) {
        if (marker.isEmpty()) {
            return null;
        }
        String query = page.getRawQuery() == null ? "" : page.getRawQuery();
        Stream<String> kept = Stream.of(query.split("&")).filter(part -> !part.isEmpty() && !part.startsWith(MARKER));
        return Stream.concat(kept, Stream.of(MARKER + marker.get()))
                .collect(Collectors.joining("&", page.getRawPath() + "?", ""));
    }
}
