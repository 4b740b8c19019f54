/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Fresh;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.Json;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Stores;
import io.vitrine.conformance.target.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores to choose from. A server with one store tells of none, and the tests expect of it what that means. */
class StoresIT {

    private static final String STORES = "/v2/info/stores";
    private static final String DETAIL = STORES + "/detail";

    private final Images demo = Images.of(Role.DEMO);
    private List<JsonNode> stores;

    @BeforeEach
    void askForStores() {
        stores = Stores.all();
    }

    @Test
    void stores_areToldByIdAndAsTexts() {
        assertThat(stores).extracting(store -> store.path("id").asText()).doesNotHaveDuplicates();
        assertThat(stores).allSatisfy(store -> {
            assertThat(store.path("id").asText()).isNotEmpty();
            assertThat(store.path("default").asText("true")).isIn("", "true");
            assertThat(store.path("read-only").asText("true")).isIn("", "true");
            assertThat(store.has("weight")).isFalse();
            assertThat(store.has("properties")).isFalse();
        });
        assertThat(stores.stream().filter(store -> store.has("default")).count())
                .isEqualTo(stores.isEmpty() ? 0 : 1);
    }

    @Test
    void stores_withoutToken_areNotTold() {
        Target.anonymous().get(STORES).send().expect(401);
        Target.anonymous().get(DETAIL).send().expect(401);
    }

    @Test
    void details_areForAdmins() {
        demo.api().get(DETAIL).send().expect(stores.isEmpty() ? 404 : 403);
        Answer answer = Target.as(Role.ADMIN).get(DETAIL).send().expect(stores.isEmpty() ? 404 : 200);

        assertThat(
                        answer.status() == 404
                                ? List.<JsonNode>of()
                                : Json.stream(answer.json().path("stores")).toList())
                .hasSameSizeAs(stores)
                .allSatisfy(store -> {
                    assertThat(store.path("type").asText()).isNotEmpty();
                    assertThat(store.path("weight").isInt()).isTrue();
                    assertThat(store.path("properties").isObject()).isTrue();
                });
    }

    @Test
    void create_namesTheStores() {
        Answer created = demo.create(Map.of("name", Fresh.name("stores")));

        String named = created.header("OpenStack-image-store-ids");
        List<String> told = named == null ? List.of() : Arrays.asList(named.split(","));
        assertThat(told)
                .hasSameElementsAs(
                        stores.stream().map(store -> store.path("id").asText()).toList());
    }

    @Test
    void upload_toAnyStore_isReadBackFromThere() {
        byte[] data = Fresh.bytes(6_000_007);
        for (JsonNode store : stores.stream().filter(it -> !it.has("read-only")).toList()) {
            String name = store.path("id").asText();
            String id = demo.queued();

            upload(id, name, data).expect(204);

            assertThat(demo.show(id).path("stores").asText()).isEqualTo(name);
            assertThat(demo.download(id).expect(200).body()).isEqualTo(data);
            Answer part = demo.api()
                    .get("/v2/images/" + id + "/file")
                    .header("Range", "bytes=5242879-5242881")
                    .send()
                    .expect(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(data, 5_242_879, 5_242_882));
        }
    }

    @Test
    void upload_ofNothing_toAnyStore_isActive() {
        for (JsonNode store : stores.stream().filter(it -> !it.has("read-only")).toList()) {
            String id = demo.queued();

            upload(id, store.path("id").asText(), new byte[0]).expect(204);

            assertThat(demo.show(id).path("status").asText()).isEqualTo("active");
        }
    }

    @Test
    void upload_namingNoStore_goesToTheDefaultOne() {
        String id = demo.active(Fresh.bytes(1000));

        assertThat(demo.show(id).path("stores").asText()).isEqualTo(Stores.theDefault());
    }

    /** A stock server with one store does not look at the header. */
    @Test
    void upload_toAStoreThereIsNot_isBadRequest() {
        String id = demo.queued();

        Answer answer = upload(id, "no-such-store", Fresh.bytes(10));

        answer.expect(stores.isEmpty() ? new int[] {204, 400} : new int[] {400});
        assertThat(demo.show(id).path("status").asText()).isEqualTo(answer.status() == 400 ? "queued" : "active");
    }

    @Test
    void upload_toAReadOnlyStore_isUnavailable() {
        for (JsonNode store : stores.stream().filter(it -> it.has("read-only")).toList()) {
            String id = demo.queued();

            upload(id, store.path("id").asText(), Fresh.bytes(10)).expect(503);

            assertThat(demo.show(id).path("status").asText()).isEqualTo("queued");
        }
    }

    private Answer upload(String id, String store, byte[] data) {
        return demo.api()
                .put("/v2/images/" + id + "/file")
                .header("X-Image-Meta-Store", store)
                .body(Call.OCTETS, data)
                .send();
    }
}
