/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fuzzer found once. */
@Tag("vitrine")
class FuzzFindingsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | GET /v2/images/%zz |",
                "400 | DELETE /v2/images/UUID/tags/% |",
                "400 | GET /ext/v1/exports/% |",
                "400 | PATCH /ext/v1/uploads/%zz |",
                "400 | POST /v2/metadefs/namespaces/none/tags | {\"tags\": [null]}",
                "400 | POST /v2/metadefs/namespaces/none/tags | {\"tags\": [true]}",
                "404 | DELETE /v2/metadefs/namespaces/none/tags/%00 |",
                "404 | GET /v2/metadefs/namespaces/a%00b |",
                "404 | DELETE /v2/metadefs/namespaces/%2500/properties/;x=1 |",
                "400 | POST /v2/images/UUID/import | {\"method\": {\"name\": \"copy-image\"}, \"all_stores\": null, \"all_stores_must_succeed\": null}",
                "404 | POST /ext/v1/exports | {\"image\": \"UUID\", \"format\": \"qcow2\", \"freeze\": null}",
                "400 | POST /ext/v1/exports | LONG",
            })
    void request_isRefused_withoutAServerError(int status, String request, String body) throws Exception {
        byte[] bytes = (body == null ? "" : body.replace("UUID", Fresh.uuid()).replace("LONG", "x".repeat(2_000_000)))
                .getBytes(StandardCharsets.UTF_8);
        try (RawConnection connection = new RawConnection(Target.endpoint())) {
            connection
                    .head(
                            request.replace("UUID", Fresh.uuid()) + " HTTP/1.1",
                            "X-Auth-Token: " + Target.persona(Role.ADMIN).token(),
                            "Content-Type: application/json",
                            "Content-Length: " + bytes.length)
                    .write(bytes);
            assertThat(connection.status()).isEqualTo(status);
        }
    }
}
