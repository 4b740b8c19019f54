/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import static io.restassured.RestAssured.given;

import java.util.UUID;

/** An image's data, as its users get it. */
public final class Downloads {

    private Downloads() {}

    /** All of it. */
    public static byte[] of(String token, UUID image) {
        return given().header("X-Auth-Token", token)
                .get("/v2/images/" + image + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }
}
