/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vitrine.audit.Announcer;
import io.vitrine.audit.AuditTest;
import io.vitrine.audit.Trail;
import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent.Deactivated;
import io.vitrine.contract.CatalogEvent.ImageHidden;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking back into the trail: filters, pages, and who sees what. */
@AuditTest
class SearchIT {

    private static final String EVENTS = "/ext/v1/audit/events";
    private static final String GAPS = "/ext/v1/audit/gaps";
    private static final int PATIENCE_MILLIS = 20_000;

    Servers servers;

    @TestHTTPResource
    URI server;

    private final UUID image = UUID.randomUUID();
    private Announcer announcer;
    private Trail admin;

    @BeforeEach
    void connect() {
        announcer = new Announcer(servers.broker().bootstrapServers());
        admin = as("admin");
    }

    @AfterEach
    void disconnect() {
        announcer.close();
    }

    @Test
    void filters_eachLeaveOnlyWhatFits() {
        String project = "project-" + image;
        String user = "user-" + image;
        Actor actor = new Actor(user, "elsewhere", List.of("member"), "req-1", "192.0.2.7");
        announcer.say(
                Announcer.fact(image, 1, project, Announcer.ACTOR, new ImageHidden()),
                Announcer.fact(image, 2, project, actor, new ImageHidden()),
                Announcer.fact(image, 3, "other-" + image, actor, new Deactivated(null)));
        admin.awaitSequences(image, 3, 2, 1);

        assertThat(sequences("project", project)).containsExactly(2, 1);
        assertThat(sequences("actor", user)).containsExactly(3, 2);
        assertThat(sequences("actor", user, "type", "Deactivated")).containsExactly(3);
        assertThat(sequences("image", image, "type", "ImageHidden")).containsExactly(2, 1);
        assertThat(sequences("image", image, "project", "nobody's")).isEmpty();
        assertThat(sequences("image", UUID.randomUUID())).isEmpty();
    }

    @Test
    void timeRange_includesItsBeginningAndNotItsEnd() {
        announcer.say(at(1, "2026-01-01T00:00:00Z"), at(2, "2026-01-02T00:00:00Z"), at(3, "2026-01-03T00:00:00Z"));
        admin.awaitSequences(image, 3, 2, 1);
        assertThat(sequences("image", image, "from", "2026-01-02T01:00:00+01:00", "to", "2026-01-03T00:00:00Z"))
                .containsExactly(2);
    }

    @Test
    void pages_followEachOtherWithoutLossOrRepetition() {
        for (int sequence = 1; sequence <= 7; sequence++) {
            announcer.say(Announcer.fact(image, sequence));
        }
        admin.awaitSequences(image, 7, 6, 5, 4, 3, 2, 1);
        List<Integer> seen = new ArrayList<>();
        String next = EVENTS + "?image=" + image + "&limit=3&type=ImageHidden";
        int pages = 0;
        while (next != null) {
            var page = given().header("X-Auth-Token", admin.token())
                    .urlEncodingEnabled(false)
                    .get(URI.create(next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("events.sequence"));
            next = page.getString("next");
            pages++;
        }
        assertThat(seen).containsExactly(7, 6, 5, 4, 3, 2, 1);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void positions_haveNoHoles() {
        Envelope<VitrineEvent> first = Announcer.fact(image, 1);
        announcer.say(first, first, Announcer.fact(image, 2), first, Announcer.fact(image, 3));
        admin.awaitSequences(image, 3, 2, 1);
        List<Integer> positions = admin.events("limit", 1000).getList("events.position");
        assertThat(positions.getFirst() - positions.getLast()).isEqualTo(positions.size() - 1);
    }

    @Test
    void project_seesItsImagesAndItsUsersDeedsOnly() {
        String demo = servers.tokens().projectOf("demo");
        String alt = servers.tokens().projectOf("alt");
        Actor demoUser = new Actor("d", demo, List.of("member"), "req-1", "192.0.2.7");
        announcer.say(
                fact(1, demo, demoUser),
                fact(2, demo, Announcer.ACTOR),
                fact(3, alt, demoUser),
                fact(4, alt, Announcer.ACTOR),
                fact(5, null, Announcer.ACTOR));
        admin.awaitSequences(image, 5, 4, 3, 2, 1);
        assertThat(as("demo").sequences(image)).containsExactly(3, 2, 1);
        assertThat(as("reader").sequences(image)).containsExactly(3, 2, 1);
        assertThat(as("alt").sequences(image)).containsExactly(4, 3);
        assertThat(as("demo").events("image", image, "limit", 1).getString("next"))
                .contains("limit=1&marker=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image=abc",
                "image=",
                "project=",
                "actor=%00",
                "type=%0A",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "from=%2B999999999-01-01T00:00:00Z",
                "limit=0",
                "limit=-1",
                "limit=ten",
                "limit=1&limit=2",
                "marker=x",
                "marker=-1",
                "marker=99999999999999999999999",
                "sort=asc",
                "%00=1",
            })
    void badParameter_isRefusedInWords(String query) {
        given().header("X-Auth-Token", admin.token())
                .accept("application/json")
                .urlEncodingEnabled(false)
                .get(EVENTS + "?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("400 Bad Request"))
                .body("message", not(emptyString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events?image=%zz",
                "events?%",
                "events?actor=%ff%fe",
                "events?=",
                "events?&&",
                "events?marker=1;drop",
                "events?actor=\"<script>",
                "events/..",
                "events/%2e",
                "events/%zz",
                "stream?%zz",
                "stream?image=%ff",
                "stream/",
                "stream/1",
                "",
            })
    void oddAddress_isNeverAnErrorOfOurs(String address) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /ext/v1/audit/" + address + " HTTP/1.1\r\nHost: vitrine\r\nConnection: close\r\n"
                    + "X-Auth-Token: " + admin.token() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).matches("(?s)HTTP/1.1 [24].*").doesNotContain("io.vitrine");
        }
    }

    @ParameterizedTest
    @CsvSource({"events,'GET, HEAD'", "gaps,'GET, HEAD'", "stream,GET"})
    void otherMethod_isToldWhichThereAre(String address, String allowed) {
        for (String method : List.of("PUT", "DELETE", "OPTIONS")) {
            given().header("X-Auth-Token", admin.token())
                    .request(method, "/ext/v1/audit/" + address)
                    .then()
                    .statusCode(405)
                    .header("Allow", allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events/1", "events/", "gaps/", "stream/"})
    void addressBeyondThese_isNotFound(String address) {
        given().header("X-Auth-Token", admin.token())
                .accept("application/json")
                .get("/ext/v1/audit/" + address)
                .then()
                .statusCode(404);
    }

    @Test
    void noToken_isUnauthorized() {
        given().get(EVENTS).then().statusCode(401).header("WWW-Authenticate", containsString("Keystone uri="));
    }

    @Test
    void gaps_areForAdmins() {
        admin.get(GAPS, "open", "true").statusCode(200);
        admin.get(GAPS, "open", "maybe").statusCode(400);
        as("demo").get(GAPS).statusCode(403);
    }

    private Envelope<VitrineEvent> at(long sequence, String time) {
        Envelope<VitrineEvent> fact = Announcer.fact(image, sequence);
        return new Envelope<>(
                fact.id(),
                fact.source(),
                Instant.parse(time),
                image,
                sequence,
                fact.ownerProject(),
                fact.actor(),
                null,
                fact.event());
    }

    private Envelope<VitrineEvent> fact(long sequence, String owner, Actor actor) {
        return Announcer.fact(image, sequence, owner, actor, new ImageHidden());
    }

    private List<Integer> sequences(Object... parameters) {
        return admin.events(parameters).getList("events.sequence");
    }

    private Trail as(String user) {
        return new Trail(servers.tokens().of(user));
    }
}
