/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Exports as a user sees them, who logs in again where a token runs out. */
public record Exports(Supplier<String> login) {

    private static final String PATH = "/ext/v1/exports";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Those of that user. */
    public static Exports of(Servers servers, String user) {
        return new Exports(() -> servers.tokens().of(user));
    }

    /** The user's token. */
    public String token() {
        return login.get();
    }

    /** A request with the user's token. */
    public RequestSpecification as() {
        return given().header("X-Auth-Token", token()).header("Accept", "application/json");
    }

    /** Asks for an export; {@code more} is further members of the body, or empty. */
    public ValidatableResponse ask(UUID image, String format, String more) {
        return as().contentType("application/json")
                .body("{\"image\": \"%s\", \"format\": \"%s\"%s}"
                        .formatted(image, format, more.isEmpty() ? "" : ", " + more))
                .post(PATH)
                .then();
    }

    /** The id of an export that was taken on. */
    public String asked(UUID image, String format, String more) {
        return ask(image, format, more).statusCode(202).extract().path("id");
    }

    /** The export as it is now. */
    public JsonPath show(String id) {
        return as().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** Cancels or removes it. */
    public ValidatableResponse delete(String id) {
        return as().delete(PATH + "/" + id).then();
    }

    /** Waits until it is in that state, and no other final one. */
    public JsonPath await(String id, String state) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() ->
                        !state.equals("failed") && show(id).getString("state").equals("failed"))
                .until(() -> show(id), shown -> shown.getString("state").equals(state));
    }

    /** The result's file, as asked for by {@code request}. */
    public ValidatableResponse file(RequestSpecification request, String id) {
        return request.get(PATH + "/" + id + "/file").then();
    }

    /** The result, downloaded. */
    public Path fetch(String id) {
        Path file = Disks.fresh("export");
        try (InputStream bytes = file(as(), id).statusCode(200).extract().asInputStream()) {
            Files.copy(bytes, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
