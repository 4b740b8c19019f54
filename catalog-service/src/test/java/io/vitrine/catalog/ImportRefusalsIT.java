/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the commands about an image's data are refused, in which status of the image and to whom. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ImportRefusalsIT {

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        //            upload stage direct web copy delete-copy format deactivate delete
        "formatless,  400 201 409 409 409 409 200 403 204",
        "queued,      201 201 409 202 409 409 200 403 204",
        "saving,      409 409 409 409 409 409 403 403 204",
        "uploading,   409 409 409 409 409 409 403 403 204",
        "staged,      409 409 202 409 409 409 403 403 204",
        "importing,   409 409 409 409 409 409 403 403 204",
        "active,      409 409 409 409 202 403 403 204 204",
        "copying,     409 409 409 409 409 403 403 204 204",
        "copied,      409 409 409 409 400 204 403 204 204",
        "deactivated, 409 409 409 409 409 409 403 204 204",
    })
    void verdicts_byStatus(String state, String expected) {
        String verdicts = Stream.of(
                        "upload",
                        "stage",
                        "glance-direct",
                        "web-download",
                        "copy-image",
                        "delete-copy",
                        "format",
                        "deactivate",
                        "delete")
                .map(command -> String.valueOf(verdict("demo", command, image(state))))
                .collect(Collectors.joining(" "));

        assertThat(verdicts).isEqualTo(expected);
    }

    @Test
    void import_byAMethodThatIsOff_isRefused() {
        Map<String, Object> remote =
                Map.of("region", "there", "image", UUID.randomUUID(), "service_interface", "public", "key", "k");
        api.order(
                        "demo",
                        api.created("demo", Api.RAW),
                        Map.of(
                                "method",
                                "glance-download",
                                "remote",
                                remote,
                                "stores",
                                List.of("file"),
                                "task",
                                UUID.randomUUID()))
                .statusCode(400);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        //       stage web direct copy delete-copy
        "demo,   201 202 202 403 403",
        "reader, 403 403 403 403 403",
        "alt,    404 404 404 404 404",
        "admin,  201 202 202 202 204",
    })
    void verdicts_byPersona(String user, String expected) {
        String verdicts = Stream.of(
                        verdict(user, "stage", image("queued")),
                        verdict(user, "web-download", image("queued")),
                        verdict(user, "glance-direct", image("staged")),
                        verdictAs(user, "copy-image", image("active")),
                        verdictAs(user, "delete-copy", image("copied")))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));

        assertThat(verdicts).isEqualTo(expected);
    }

    @Test
    void order_thatMakesNoSense_isInvalid() {
        UUID id = image("queued");

        api.order("demo", id, "steal", "file").statusCode(400);
        api.order("demo", id, "web-download").statusCode(400);
        api.order("demo", id, "web-download", "file", "file").statusCode(400);
        api.order("demo", id, Map.of("method", "web-download", "stores", List.of("file")))
                .statusCode(400);
        api.order("demo", id, Map.of("stores", List.of("file"))).statusCode(400);
        api.asStorageFor("demo")
                .post("/internal/images/" + id + "/imports")
                .then()
                .statusCode(400);
        api.as("demo").post("/internal/images/" + id + "/imports").then().statusCode(401);
        api.show("demo", id);
    }

    @Test
    void copy_toAllStores_leavesOutWhatIsThere() {
        UUID id = image("active");
        Map<String, Object> all = Map.of(
                "method", "copy-image", "stores", List.of("file"), "all_stores", true, "all_stores_must_succeed", true);

        api.order("admin", id, all).statusCode(204);
        api.asStorage().get("/internal/imports/" + id).then().statusCode(410);
        api.asStorage().get("/internal/imports/x").then().statusCode(404);
    }

    private UUID image(String state) {
        return switch (state) {
            case "formatless" -> api.created("demo", Map.of());
            case "queued" -> api.created("demo", Api.RAW);
            case "saving" ->
                with(image("queued"), id -> api.openUpload("demo", id).statusCode(201));
            case "uploading" ->
                with(image("queued"), id -> api.openStaging("demo", id).statusCode(201));
            case "staged" -> api.staged("demo");
            case "importing" ->
                with(
                        image("queued"),
                        id -> api.order("demo", id, "web-download", "file").statusCode(202));
            case "active" -> api.active("demo", Map.of());
            case "copying" ->
                with(
                        image("active"),
                        id -> api.order("admin", id, "copy-image", "s3").statusCode(202));
            case "copied" ->
                with(
                        image("active"),
                        id -> api.complete(
                                        api.order("admin", id, "copy-image", "s3")
                                                .extract()
                                                .path("lease"),
                                        3,
                                        "s3")
                                .statusCode(204));
            case "deactivated" -> with(image("active"), id -> act(id, "deactivate"));
            default -> throw new IllegalArgumentException(state);
        };
    }

    /** As the user, but what only admins may do as an admin. */
    private int verdict(String user, String command, UUID id) {
        boolean admins = command.equals("copy-image") || command.equals("delete-copy");
        return verdictAs(admins ? "admin" : user, command, id);
    }

    private int verdictAs(String user, String command, UUID id) {
        return switch (command) {
            case "upload" -> api.openUpload(user, id).extract().statusCode();
            case "stage" -> api.openStaging(user, id).extract().statusCode();
            case "copy-image" -> api.order(user, id, command, "s3").extract().statusCode();
            case "delete-copy" ->
                api.asStorageFor(user)
                        .delete("/internal/images/" + id + "/copies/s3")
                        .statusCode();
            case "format" ->
                api.patch(user, id, Api.add("disk_format", "\"qcow2\""))
                        .extract()
                        .statusCode();
            case "deactivate" -> act(id, command);
            case "delete" -> api.delete(user, id).extract().statusCode();
            default -> api.order(user, id, command, "file").extract().statusCode();
        };
    }

    private int act(UUID id, String action) {
        return api.as("demo").post("/v2/images/" + id + "/actions/" + action).statusCode();
    }

    private static UUID with(UUID id, Consumer<UUID> step) {
        step.accept(id);
        return id;
    }
}
