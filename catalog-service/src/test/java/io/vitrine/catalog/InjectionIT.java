/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vitrine.contract.CatalogEvent.Change;
import io.vitrine.contract.CatalogEvent.ImageUpdated;
import io.vitrine.contract.CatalogEvent.ImageUploaded;
import io.vitrine.contract.CatalogEvent.StoresChanged;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.Topics;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.EventProbe;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Properties that the operator puts on imported images. */
@QuarkusTest
@TestProfile(OtherSettings.class)
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class InjectionIT {

    Servers servers;
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
    void import_putsTheProperties_andSaysSo() {
        UUID id = api.created(
                "demo",
                Map.of("disk_format", "raw", "container_format", "bare", "origin", "mine", "os_distro", "debian"));
        imported("demo", id, "web-download");

        api.show("demo", id)
                .body("status", equalTo("active"))
                .body("origin", equalTo("site"))
                .body("checked_by", equalTo("a, b"))
                .body("os_distro", equalTo("debian"));
        catalog.awaitEvent(id, ImageUploaded.class);
        List<VitrineEvent> said =
                catalog.of(id).stream().<VitrineEvent>map(Envelope::event).toList();
        int updated = said.indexOf(
                new ImageUpdated(Map.of("origin", new Change("mine", "site"), "checked_by", new Change(null, "a, b"))));
        assertThat(updated).isPositive();
        assertThat(said.get(updated + 1))
                .isInstanceOfSatisfying(
                        ImageUploaded.class,
                        uploaded -> assertThat(uploaded.image().properties()).containsEntry("origin", "site"));
    }

    @Test
    void import_byAnAdmin_andAnUpload_areLeftAlone() {
        UUID staged = api.staged("admin");
        imported("admin", staged, "glance-direct");
        UUID uploaded = api.active("demo", Map.of());

        api.show("admin", staged).body("status", equalTo("active")).body("$", not(hasKey("origin")));
        api.show("demo", uploaded).body("$", not(hasKey("origin")));
    }

    @Test
    void copy_changesNoProperty() {
        UUID id = api.active("demo", Map.of("origin", "mine"));
        String task = api.order("demo", id, "copy-image", "s3")
                .statusCode(202)
                .extract()
                .path("lease");
        api.complete(task, 3, "s3").statusCode(204);

        catalog.awaitEvent(id, StoresChanged.class);
        api.show("demo", id).body("origin", equalTo("mine")).body("$", not(hasKey("checked_by")));
    }

    private void imported(String user, UUID id, String method) {
        String task =
                api.order(user, id, method, "file").statusCode(202).extract().path("lease");
        api.complete(task, 3).statusCode(204);
        api.complete(task, 3).statusCode(204);
    }
}
