/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.VitrineServers;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image list: what is in it, in which order, page by page. Each test marks its images with a property of its own. */
@QuarkusTest
@QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class ListIT {

    Servers servers;
    private final String mark = UUID.randomUUID().toString();
    private Api api;

    @BeforeEach
    void open() {
        api = new Api(servers);
    }

    @Test
    void list_holdsWhatTheProjectSees() {
        image("demo", "own", Map.of("visibility", "private"));
        image("demo", "own-hidden", Map.of("os_hidden", true));
        image("alt", "others-private", Map.of("visibility", "private"));
        image("alt", "others-shared", Map.of());
        image("admin", "public", Map.of("visibility", "public"));
        image("admin", "public-hidden", Map.of("visibility", "public", "os_hidden", true));
        image("admin", "community", Map.of("visibility", "community"));

        assertThat(names("demo", "")).containsExactlyInAnyOrder("own", "public");
        assertThat(names("reader", "")).containsExactlyInAnyOrder("own", "public");
        assertThat(names("demo", "visibility=private")).containsExactly("own");
        assertThat(names("demo", "visibility=public")).containsExactly("public");
        assertThat(names("demo", "visibility=community")).containsExactly("community");
        assertThat(names("demo", "visibility=shared")).isEmpty();
        assertThat(names("demo", "visibility=all")).containsExactlyInAnyOrder("own", "public", "community");
        assertThat(names("demo", "os_hidden=True")).containsExactlyInAnyOrder("own-hidden", "public-hidden");
        assertThat(names("admin", ""))
                .containsExactlyInAnyOrder("own", "others-private", "others-shared", "public", "community");
        assertThat(names("admin", "visibility=private")).containsExactlyInAnyOrder("own", "others-private");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name=b                          | b",
                "name=in:a,b                     | a b",
                "name=in:%22c%2Cd%22,a           | a c,d",
                "name=eq:e:f                     | e:f",
                "name=e:f                        | e:f",
                "tag=x                           | a b",
                "tag=x&tag=y                     | b",
                "os_distro=debian                | a",
                "disk_format=raw                 | a",
                "disk_format=in:raw,qcow2        | a b",
                "container_format=bare           | a",
                "protected=true                  | b",
                "protected=false&min_ram=7       | a",
                "min_ram_min=6                   | a",
                "min_ram_max=6                   | b c,d e:f",
                "status=active                   | ",
                "status=in:queued,active         | a b c,d e:f",
                "created_at=gte:2020-01-01T00:00:00Z | a b c,d e:f",
                "created_at=lt:2020-01-01T00:00:00Z  | ",
                "updated_at=2020-01-01T00:00:00Z | ",
                "id=in:x,y                       | ",
                "size_min=1                      | ",
                "owner=somebody                  | ",
                "nonsense=1                      | ",
            })
    void filter_selects(String query, String expected) {
        image(
                "demo",
                "a",
                Map.of(
                        "tags",
                        List.of("x"),
                        "os_distro",
                        "debian",
                        "disk_format",
                        "raw",
                        "container_format",
                        "bare",
                        "min_ram",
                        7));
        image("demo", "b", Map.of("tags", List.of("x", "y", "z"), "disk_format", "qcow2", "protected", true));
        image("demo", "c,d", Map.of());
        image("demo", "e:f", Map.of());

        assertThat(names("demo", query + "&sort=name:asc"))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    }

    /** By tags and properties, whatever they become, and however long they are. */
    @Test
    void othersOpenImage_isFoundAsItIsNow() {
        UUID id = image("admin", "open", Map.of("visibility", "public", "tags", List.of("x", "z"), "poem", "x"));
        assertThat(names("demo", "tag=x&tag=z&poem=x")).containsExactly("open");

        replace(id, "tags", "[\"y\", \"z\"]");
        replace(id, "poem", "\"" + "ü".repeat(5_000) + "\"");
        assertThat(names("demo", "tag=x")).isEmpty();
        assertThat(names("demo", "poem=x")).isEmpty();
        assertThat(names("demo", "tag=y")).containsExactly("open");

        replace(id, "visibility", "\"community\"");
        assertThat(names("demo", "tag=y")).isEmpty();
        assertThat(names("demo", "tag=y&visibility=community")).containsExactly("open");
        assertThat(names("demo", "tag=y&visibility=all")).containsExactly("open");

        replace(id, "visibility", "\"private\"");
        assertThat(names("demo", "tag=y&visibility=all")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=neq:x",
                "protected=True",
                "changes-since=2020-01-01",
                "sort=name&sort_key=name",
                "visibility=everyone",
                "name=in:%22open",
                "marker=8d1d1d14-2d2d-4d4d-8d8d-2d2d2d2d2d2d",
                "marker=x",
                "sort_key=nonsense",
                "limit=-1",
                "member_status=maybe",
                "name=%00",
                "%00=x"
            })
    void query_notUnderstood_isRefused(String query) {
        get("demo", query).statusCode(400);
    }

    @Test
    void marker_ofAnInvisibleImage_isUnknown() {
        UUID hidden = image("alt", "others", Map.of("visibility", "private"));
        get("demo", "marker=" + hidden).statusCode(400);
    }

    @Test
    void created_timeOnTheWire_findsTheImage() {
        UUID id = image("demo", "timed", Map.of());
        String created = api.show("demo", id).extract().path("created_at");
        assertThat(names("demo", "created_at=" + created)).containsExactly("timed");
        assertThat(names("demo", "created_at=eq:" + created)).containsExactly("timed");
        assertThat(names("demo", "created_at=neq:" + created)).isEmpty();
        assertThat(names("demo", "created_at=lte:" + created)).containsExactly("timed");
        assertThat(names("demo", "created_at=gt:" + created)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                  i4 i3 i2 i1 i0",
        "sort=name:asc,                       i0 i1 i2 i3 i4",
        "sort=name,                           i4 i3 i2 i1 i0",
        "sort_key=created_at&sort_dir=asc,    i0 i1 i2 i3 i4",
        "'sort=disk_format:asc,name:desc',    i4 i2 i0 i3 i1",
        "'sort=container_format:desc,name:asc', i1 i3 i0 i2 i4",
        "sort=size:asc,                       i0 i1 i2 i3 i4",
    })
    void pages_followTheOrder(String sort, String expected) {
        for (int i = 0; i < 5; i++) {
            image("demo", "i" + i, i % 2 == 0 ? Map.of() : Map.of("disk_format", "raw", "container_format", "bare"));
        }

        List<String> found = new ArrayList<>();
        String next = "/v2/images?limit=2&mark=" + mark + "&" + sort;
        while (next != null) {
            var page = api.as("demo").urlEncodingEnabled(false).get(next).then().statusCode(200);
            found.addAll(page.extract().<List<String>>path("images.name"));
            next = page.extract().path("next");
            assertThat(next == null || URI.create(next).getPath().equals("/v2/images"))
                    .isTrue();
        }
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void next_isThereWhenThePageIsFull_andKeepsTheQuery() {
        UUID first = image("demo", "one", Map.of("tags", List.of("ü &")));
        UUID second = image("demo", "two", Map.of("tags", List.of("ü &")));
        String query = "limit=1&tag=%C3%BC+%26&mark=" + mark;

        api.as("demo")
                .urlEncodingEnabled(false)
                .get("/v2/images?" + query)
                .then()
                .body("images[0].id", equalTo(second.toString()))
                .body("first", equalTo("/v2/images?" + query))
                .body("next", equalTo("/v2/images?" + query + "&marker=" + second))
                .body("schema", equalTo("/v2/schemas/images"));
        get("demo", "limit=2")
                .body("images.size()", equalTo(2))
                .body("next", equalTo("/v2/images?limit=2&mark=" + mark + "&marker=" + first));
        get("demo", "limit=3").body("next", nullValue());
        get("demo", "limit=0").body("images.size()", equalTo(0)).body("next", nullValue());
    }

    private void replace(UUID id, String attribute, String value) {
        api.patch("admin", id, "{\"op\": \"replace\", \"path\": \"/" + attribute + "\", \"value\": " + value + "}")
                .statusCode(200);
    }

    private UUID image(String user, String name, Map<String, ?> attributes) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("name", name);
        all.put("mark", mark);
        return api.created(user, all);
    }

    private List<String> names(String user, String query) {
        return get(user, query).statusCode(200).extract().path("images.name");
    }

    private ValidatableResponse get(String user, String query) {
        String before = query.isEmpty() ? "" : query + "&";
        String path = query.startsWith("limit") ? query + "&mark=" + mark : before + "mark=" + mark;
        return api.as(user).urlEncodingEnabled(false).get("/v2/images?" + path).then();
    }
}
