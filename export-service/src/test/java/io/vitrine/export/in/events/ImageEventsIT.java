/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.Standstill;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What changes of images lead to. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class ImageEventsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    Servers servers;
    Images images;

    private Exports demo;
    private Exports alt;
    private Exports admin;

    @BeforeEach
    void login() {
        demo = Exports.of(servers, "demo");
        alt = Exports.of(servers, "alt");
        admin = Exports.of(servers, "admin");
    }

    @Test
    void rule_hasWhatItTakesMade_whenOthersMaySeeIt() {
        String family = UUID.randomUUID().toString();
        String rule = rule(family, "\"visibility\": [\"public\"], ", "\"vmdk\"", "\"vhdx\"");
        UUID image = images.active(admin.token(), "raw", Disks.raw());
        UUID other = images.active(admin.token(), "raw", Disks.raw());
        images.set(admin.token(), image, "family", family);
        images.set(admin.token(), image, "visibility", "public");
        images.set(admin.token(), other, "visibility", "public");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(image)).containsExactlyInAnyOrder("completed", "completed"));
        assertThat(states(other)).isEmpty();
        demo.ask(image, "vhdx", "").statusCode(202).body("cached", equalTo(true));

        images.set(admin.token(), image, "deprecated", "true");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(states(image)).containsOnly("expired").hasSize(3));

        images.set(admin.token(), image, "deprecated", "false");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(image))
                        .containsExactlyInAnyOrder("completed", "completed", "expired", "expired", "expired"));
        admin.as().delete("/ext/v1/export-rules/" + rule).then().statusCode(204);
        admin.as().get("/ext/v1/export-rules/" + rule).then().statusCode(404);
    }

    private List<String> states(UUID image) {
        return admin.as().get("/ext/v1/exports?image=" + image).then().extract().path("exports.state");
    }

    @Test
    void rules_areForAdmins_andMakeSense() {
        demo.as().get("/ext/v1/export-rules").then().statusCode(403);
        admin.as().get("/ext/v1/export-rules").then().statusCode(200).body("rules", notNullValue());
        for (String body : List.of(
                "{\"name\": \"x\"}",
                "{\"name\": \"\", \"exports\": [{\"format\": \"raw\"}]}",
                "{\"name\": \"x\", \"exports\": [{\"format\": \"qed\"}]}",
                "{\"name\": \"x\", \"match\": {\"colour\": \"red\"}, \"exports\": [{\"format\": \"raw\"}]}",
                "{\"name\": \"x\", \"match\": {\"visibility\": [\"secret\"]}, \"exports\": [{\"format\": \"raw\"}]}",
                "{\"name\": \"x\", \"exports\": [7]}")) {
            admin.as()
                    .contentType("application/json")
                    .body(body)
                    .post("/ext/v1/export-rules")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void frozenImage_isInactiveWhileItIsExported_andActiveAfter_andStopsNobodyElse() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        images.set(admin.token(), image, "visibility", "community");
        String others;
        String id;
        try (Standstill still = images.storage().paused()) {
            others = alt.asked(image, "vdi", "");
            id = demo.asked(image, "qcow2", "\"freeze\": true");

            assertThat(images.field(demo.token(), image, "status")).isEqualTo("deactivated");
        }

        demo.await(id, "completed");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(images.field(demo.token(), image, "status")).isEqualTo("active"));
        alt.await(others, "completed");
    }

    @Test
    void deactivation_cancelsWhatOthersAskedFor_alsoBesideARefusedFreeze() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        images.set(admin.token(), image, "visibility", "community");
        String others;
        List<String> spared;
        try (Standstill still = images.storage().paused()) {
            others = alt.asked(image, "vdi", "");
            spared = List.of(demo.asked(image, "vhdx", ""), admin.asked(image, "qcow2", ""));
            alt.ask(image, "vdi", "\"freeze\": true").statusCode(403);

            images.act(demo.token(), image, "deactivate");

            assertThat(alt.await(others, "cancelled").getString("reason")).contains("deactivated");
        }
        spared.forEach(id -> admin.await(id, "completed"));
        demo.file(demo.as(), spared.getFirst()).statusCode(403);
        alt.ask(image, "vdi", "").statusCode(403);
        admin.await(admin.asked(image, "vdi", ""), "completed");
    }

    @Test
    void freeze_forAnExportThatCannotBe_isNone() {
        UUID image = images.active(demo.token(), "ploop", Disks.raw());

        demo.ask(image, "qcow2", "\"freeze\": true").statusCode(400);

        assertThat(images.field(demo.token(), image, "status")).isEqualTo("active");
    }

    @Test
    void deprecation_cancelsWhatIsUnderWay() {
        UUID image = images.active(demo.token(), "raw", Disks.raw());
        String id;
        try (Standstill still = images.storage().paused()) {
            id = demo.asked(image, "vdi", "");

            images.set(demo.token(), image, "deprecated", "true");

            assertThat(demo.await(id, "cancelled").getString("reason")).contains("deprecated");
        }
    }

    @Test
    void rule_hasWhatItTakesMade_whenItBecomesActive() {
        String family = UUID.randomUUID().toString();
        String rule = rule(family, "\"visibility\": [\"shared\"], ", "\"raw\"");
        UUID image = images.create(demo.token(), "qcow2");
        images.set(demo.token(), image, "family", family);
        images.upload(demo.token(), image, Disks.converted(Disks.raw(), "qcow2"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states(image)).containsExactly("completed"));
        admin.as().delete("/ext/v1/export-rules/" + rule).then().statusCode(204);
    }

    /** Adds a rule for the images of a family; its id. */
    private String rule(String family, String more, String... formats) {
        String exports =
                Stream.of(formats).map(format -> "{\"format\": " + format + "}").collect(Collectors.joining(", "));
        return admin.as()
                .contentType("application/json")
                .body(
                        "{\"name\": \"%1$s\", \"match\": {%2$s\"properties\": {\"family\": \"%1$s\"}}, \"exports\": [%3$s]}"
                                .formatted(family, more, exports))
                .post("/ext/v1/export-rules")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
