/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vitrine.audit.app.ListGaps;
import io.vitrine.audit.app.SearchTrail;
import io.vitrine.audit.domain.View;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.query.NextPage;
import io.vitrine.kit.query.Parameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The trail and its gaps, a page at a time. */
@Path("/ext/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;
    private static final Set<String> EVENTS_TAKE =
            Set.of("image", "project", "actor", "type", "from", "to", "limit", "marker");
    private static final Set<String> GAPS_TAKE = Set.of("open", "limit", "marker");

    private final SearchTrail trail;
    private final ListGaps gaps;
    private final CurrentCaller caller;

    AuditResource(SearchTrail trail, ListGaps gaps, CurrentCaller caller) {
        this.trail = trail;
        this.gaps = gaps;
        this.caller = caller;
    }

    /**
     * {@code GET /ext/v1/audit/events}: entries of the trail that the caller may see, newest first.
     *
     * <p>Parameters: {@code image} (UUID), {@code project} (the image's owner), {@code actor} (user id), {@code type}
     * ({@code ImageCreated}), {@code from} (inclusive) and {@code to} (exclusive) as ISO 8601 times, {@code limit}
     * (default {@value #USUAL_PAGE}, at most {@value #LARGEST_PAGE}), {@code marker} (position before which the page
     * begins). 400 where one of them cannot be understood, 403 without a reader's role in a project.
     */
    @GET
    @Path("events")
    public Uni<EventPage> events(@Context UriInfo uri) {
        View view = Viewer.of(caller.get());
        Parameters asked = Parameters.of(uri.getQueryParameters(), EVENTS_TAKE);
        return trail.search(TrailFilters.of(asked), view, asked.number("marker"), asked.limit(USUAL_PAGE, LARGEST_PAGE))
                .map(page -> new EventPage(
                        page.items().stream().map(AuditEventJson::of).toList(), next(uri, page.next())));
    }

    /**
     * {@code GET /ext/v1/audit/gaps}: jumps in the sequence that every image's facts carry, newest first; for admins
     * (403 otherwise).
     *
     * <p>Parameters: {@code open} ({@code true}: only those of which facts are still missing), {@code limit} and
     * {@code marker} (the id of the gap before which the page begins) as for the events.
     */
    @GET
    @Path("gaps")
    public Uni<GapPage> gaps(@Context UriInfo uri) {
        Viewer.requireAdmin(caller.get());
        Parameters asked = Parameters.of(uri.getQueryParameters(), GAPS_TAKE);
        return gaps.list(asked.flag("open"), asked.number("marker"), asked.limit(USUAL_PAGE, LARGEST_PAGE))
                .map(page -> new GapPage(page.items().stream().map(GapJson::of).toList(), next(uri, page.next())));
    }

    private static String next(UriInfo uri, OptionalLong marker) {
        return NextPage.link(
                uri.getRequestUri(), marker.stream().mapToObj(Long::toString).findFirst());
    }

    /** A page of the trail; {@code next} is absent on the last one. */
    record EventPage(
            List<AuditEventJson> events,
            @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** A page of the gaps; {@code next} is absent on the last one. */
    record GapPage(
            List<GapJson> gaps,
            @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}
}
