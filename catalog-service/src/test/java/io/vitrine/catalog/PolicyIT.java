/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, seen from outside: the owner's project is demo. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class PolicyIT {

    Servers servers;
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @ParameterizedTest(name = "{0} on a {1} image")
    @CsvSource({
        //              show patch tag deactivate share delete
        "demo,   private,   200  200  204  204  403  204",
        "demo,   shared,    200  200  204  204  200  204",
        "demo,   public,    200  200  204  204  403  204",
        "reader, shared,    200  403  403  403  403  403",
        "alt,    private,   404  404  404  404  404  404",
        "alt,    shared,    404  404  404  404  404  404",
        "alt,    community, 200  403  403  403  403  403",
        "alt,    public,    200  403  403  403  403  403",
        "admin,  private,   200  200  204  204  403  204",
        "admin,  shared,    200  200  204  204  200  204",
    })
    void verdicts(String user, String visibility, String expected) {
        UUID id = api.active("demo", Map.of());
        api.patch("admin", id, Api.add("visibility", "\"" + visibility + "\"")).statusCode(200);
        String path = "/v2/images/" + id;

        int show = api.show(user, id).extract().statusCode();
        int patch = api.patch(user, id, Api.add("name", "\"x\"")).extract().statusCode();
        int tag = api.as(user).put(path + "/tags/t").statusCode();
        int deactivate = api.as(user).post(path + "/actions/deactivate").statusCode();
        int share = api.as(user)
                .contentType(ContentType.JSON)
                .body(Map.of("member", "somebody"))
                .post(path + "/members")
                .statusCode();
        int delete = api.delete(user, id).extract().statusCode();

        assertThat("%d  %d  %d  %d  %d  %d".formatted(show, patch, tag, deactivate, share, delete))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "demo,   private,   201",
        "demo,   shared,    201",
        "demo,   community, 403",
        "demo,   public,    403",
        "reader, private,   403",
        "admin,  community, 201",
        "admin,  public,    201",
    })
    void creation(String user, String visibility, int expected) {
        api.create(user, Map.of("visibility", visibility)).statusCode(expected);
    }

    @ParameterizedTest
    @CsvSource({"demo, community, 403", "demo, public, 403", "admin, community, 200", "admin, public, 200"})
    void publication(String user, String visibility, int expected) {
        UUID id = api.created("demo", Map.of());
        api.patch(user, id, Api.add("visibility", "\"" + visibility + "\"")).statusCode(expected);
    }

    @ParameterizedTest
    @CsvSource({"demo, 403", "admin, 201"})
    void creation_forAnotherProject(String user, int expected) {
        api.create(user, Map.of("owner", api.project("alt"))).statusCode(expected);
    }
}
