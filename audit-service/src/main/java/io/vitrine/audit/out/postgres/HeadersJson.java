/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import io.vertx.core.json.JsonArray;
import io.vitrine.audit.domain.Header;
import java.util.List;

/** Headers as they are kept: {@code [["name", "value"], …]}, because their order counts and a name may come twice. */
final class HeadersJson {

    private HeadersJson() {}

    static String write(List<Header> headers) {
        JsonArray pairs = new JsonArray();
        headers.forEach(header -> pairs.add(JsonArray.of(header.name(), header.value())));
        return pairs.encode();
    }

    static List<Header> read(String json) {
        return new JsonArray(json)
                .stream()
                        .map(JsonArray.class::cast)
                        .map(pair -> new Header(pair.getString(0), pair.getString(1)))
                        .toList();
    }
}
