/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads and downloads as storage-service has them decided. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class UploadsIT {

    Servers servers;

    @Inject
    DataSource database;

    private Api api;
    private EventProbe catalog;

    @BeforeEach
    void open() {
        api = new Api(servers);
        catalog = servers.probe(Topics.CATALOG);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void upload_completed_makesTheImageActive() {
        UUID id = api.created("demo", Api.RAW);

        String lease = api.openUpload("demo", id)
                .statusCode(201)
                .body("image_id", equalTo(id.toString()))
                .body("owner_project", equalTo(api.project("demo")))
                .body("disk_format", equalTo("raw"))
                .body("lease_seconds", equalTo(60))
                .body("image_size_cap", equalTo(1L << 40))
                .extract()
                .path("lease");
        api.show("demo", id).body("status", equalTo("saving"));
        api.renew(lease).statusCode(204);
        api.complete(lease, 3_000_000_000L).statusCode(204);
        api.complete(lease, 3_000_000_000L).statusCode(204);

        api.show("demo", id)
                .body("status", equalTo("active"))
                .body("size", equalTo(3_000_000_000L))
                .body("virtual_size", nullValue())
                .body("checksum", equalTo("c0ffee"))
                .body("os_hash_algo", equalTo("sha512"))
                .body("os_hash_value", equalTo("f00d"));
        api.renew(lease).statusCode(410);
        api.abort(lease).statusCode(200).body("outcome", equalTo("completed"));
        api.openUpload("demo", id).statusCode(409);
        Envelope<VitrineEvent> uploaded = catalog.awaitEvent(id, CatalogEvent.ImageUploaded.class);
        assertThat(uploaded.sequence()).isEqualTo(2);
        assertThat(uploaded.actor().project()).isEqualTo(api.project("demo"));
        assertThat(((CatalogEvent.ImageUploaded) uploaded.event()).image().size())
                .isEqualTo(3_000_000_000L);
    }

    @Test
    void upload_thatMayRest_hasItsLeaseForAsLong() {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.openUpload("demo", id)
                .body("signature", nullValue())
                .extract()
                .path("lease");

        api.renew(lease + "?seconds=90000").statusCode(204);
        api.renew(lease + "?seconds=0").statusCode(400);
        api.renew(lease + "?seconds=9000000000000000000").statusCode(400);
        api.complete(lease, 3).statusCode(204);
    }

    @Test
    void upload_ofASignedImage_isToldTheSignature() {
        Map<String, String> signed = new HashMap<>(Api.RAW);
        signed.put("img_signature", "c2lnbmVk");
        signed.put("img_signature_key_type", "RSA-PSS");
        UUID id = api.created("demo", signed);

        api.openUpload("demo", id)
                .statusCode(201)
                .body("signature.value", equalTo("c2lnbmVk"))
                .body("signature.key_type", equalTo("RSA-PSS"))
                .body("signature.hash_method", nullValue())
                .body("signature.certificate", nullValue());
    }

    @Test
    void upload_empty_isActiveToo() {
        UUID id = api.created("demo", Api.RAW);
        api.complete(api.openUpload("demo", id).extract().path("lease"), 0).statusCode(204);
        api.show("demo", id).body("status", equalTo("active")).body("size", equalTo(0));
    }

    @Test
    void upload_aborted_isQueuedAgainForGood() {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.openUpload("demo", id).extract().path("lease");

        api.openUpload("demo", id).statusCode(409);
        api.abort(lease).statusCode(200).body("outcome", equalTo("aborted"));
        api.abort(lease).statusCode(200).body("outcome", equalTo("aborted"));

        api.complete(lease, 3).statusCode(410);
        api.show("demo", id).body("status", equalTo("queued"));
        catalog.awaitEvent(
                id, event -> event.event().equals(new CatalogEvent.ImageUploadFailed("the connection broke")));
        api.openUpload("demo", id).statusCode(201);
    }

    @Test
    void upload_thatFailed_leavesItsReasonAmongTheTasks() {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.openUpload("demo", id).extract().path("lease");
        api.tasks("demo", id).body("tasks", empty());

        api.abort(lease).statusCode(200);

        api.tasks("demo", id)
                .body("tasks.id", equalTo(List.of(lease)))
                .body("tasks[0].type", equalTo("image_upload"))
                .body("tasks[0].status", equalTo("failure"))
                .body("tasks[0].message", equalTo("the connection broke"))
                .body("tasks[0].owner", equalTo(api.project("demo")))
                .body("tasks[0].input", equalTo(Map.of("image_id", id.toString())))
                .body("tasks[0].result", nullValue())
                .body("tasks[0].request_id", startsWith("req-"))
                .body("tasks[0].expires_at", notNullValue());
        api.complete(api.openUpload("demo", id).extract().path("lease"), 3).statusCode(204);
        api.tasks("reader", id).body("tasks.id", equalTo(List.of(lease)));
        api.patch("admin", id, Api.add("visibility", "\"public\"")).statusCode(200);
        api.tasks("alt", id).body("tasks", empty());
        api.as("admin").get("/v2/tasks/" + lease).then().body("message", equalTo("the connection broke"));
    }

    @Test
    void upload_silentForTooLong_isQueuedAgain() throws SQLException {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.openUpload("demo", id).extract().path("lease");

        new Leases(database).expire(id);

        Envelope<VitrineEvent> failed = catalog.awaitEvent(id, CatalogEvent.ImageUploadFailed.class);
        assertThat(failed.actor().user()).isEqualTo("service:catalog");
        api.tasks("demo", id)
                .body("tasks[0].message", equalTo("The upload was silent for longer than 60 s."))
                .body("tasks[0].owner", equalTo(api.project("demo")));
        api.show("demo", id).body("status", equalTo("queued"));
        api.complete(lease, 3).statusCode(410);
        api.renew(lease).statusCode(410);
    }

    @Test
    void upload_intoAnImageDeletedMeanwhile_isGone() {
        UUID id = api.created("demo", Api.RAW);
        String lease = api.openUpload("demo", id).extract().path("lease");

        api.delete("demo", id).statusCode(204);

        api.renew(lease).statusCode(410);
        api.complete(lease, 3).statusCode(410);
        api.abort(lease).statusCode(200).body("outcome", equalTo("aborted"));
    }

    @Test
    void upload_isRefusedWithAReason() {
        api.openUpload("demo", api.created("demo", Map.of())).statusCode(400);
        UUID id = api.created("demo", Api.RAW);
        api.openUpload("reader", id).statusCode(403);
        api.openUpload("alt", id).statusCode(404).body("code", equalTo("404 Not Found"));
        api.asStorageFor("demo")
                .body("{\"expected_size\": " + ((1L << 40) + 1) + "}")
                .post("/internal/images/" + id + "/uploads")
                .then()
                .statusCode(413);
        String lease = api.openUpload("demo", id).extract().path("lease");
        api.asStorage()
                .body("{\"size\": 3, \"copies\": []}")
                .post("/internal/uploads/" + lease + "/complete")
                .then()
                .statusCode(400);
        api.asStorage().post("/internal/uploads/x/complete").then().statusCode(404);
        api.as("demo").post("/internal/images/" + id + "/uploads").then().statusCode(401);
    }

    @Test
    void download_isGrantedToWhoMayRead() {
        UUID queued = api.created("demo", Api.RAW);
        grant("demo", queued).statusCode(204);
        UUID id = api.active("demo", Map.of("name", "data"));

        grant("demo", id)
                .statusCode(200)
                .body("image_id", equalTo(id.toString()))
                .body("name", equalTo("data"))
                .body("size", equalTo(3))
                .body("copies.store", equalTo(List.of("file")))
                .body("os_hash_value", equalTo("f00d"));
        grant("reader", id).statusCode(403);
        grant("alt", id).statusCode(404);
        api.as("demo").post("/v2/images/" + id + "/actions/deactivate").then().statusCode(204);
        grant("demo", id).statusCode(403);
        grant("admin", id).statusCode(200);
    }

    private ValidatableResponse grant(String user, UUID id) {
        return api.asStorageFor(user).get("/internal/images/" + id + "/data").then();
    }
}
