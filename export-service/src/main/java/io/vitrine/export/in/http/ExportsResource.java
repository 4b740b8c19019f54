/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.export.app.CancelExport;
import io.vitrine.export.app.ExportView;
import io.vitrine.export.app.ListExports;
import io.vitrine.export.app.RequestExport;
import io.vitrine.export.app.ShowExport;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.JobFilter;
import io.vitrine.export.domain.JobState;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.query.NextPage;
import io.vitrine.kit.query.Parameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Exports of images: asked for, looked at, cancelled. */
@Path(ExportJson.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class ExportsResource {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;
    private static final Set<String> TAKES = Set.of("project", "image", "state", "format", "limit", "marker");

    private final RequestExport requesting;
    private final ShowExport showing;
    private final ListExports listing;
    private final CancelExport cancelling;
    private final CurrentCaller caller;

    ExportsResource(
            RequestExport requesting,
            ShowExport showing,
            ListExports listing,
            CancelExport cancelling,
            CurrentCaller caller) {
        this.requesting = requesting;
        this.showing = showing;
        this.listing = listing;
        this.cancelling = cancelling;
        this.caller = caller;
    }

    /**
     * {@code POST /ext/v1/exports}: has an image made into another format; 202 with the export, which is done later or, where
     * the same was made before, at once. Members: {@code image} (UUID), {@code format}, {@code compression}, {@code options},
     * {@code bundle}, {@code freeze} (deactivate the image meanwhile). A request that is repeated with the same {@code Idempotency-Key} changes nothing and answers the same.
     * 400, 403, 404; 409 for an image without data, 422 for a key that came with another request, 429, 503.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> request(
            String body, @HeaderParam("Idempotency-Key") String key, @Context RoutingContext context) {
        ExportBody asked = ExportBody.read(body);
        if (key != null && (key.isBlank() || key.length() > Exports.LONGEST_KEY)) {
            throw new ExportError.Invalid("Idempotency-Key has 1 to " + Exports.LONGEST_KEY + " characters.");
        }
        return requesting
                .request(
                        new RequestExport.Ask(asked.image(), asked.recipe(), asked.freeze(), key),
                        Exports.requester(context))
                .flatMap(job -> showing.show(caller.get(), job.id()))
                .map(ExportJson::of)
                .map(export -> Response.accepted(export)
                        .location(URI.create(export.self()))
                        .build());
    }

    /**
     * {@code GET /ext/v1/exports}: those of the caller's project, for admins all, the newest first.
     *
     * <p>Parameters: {@code project} (for admins), {@code image} (UUID), {@code state}, {@code format}, {@code limit} (default
     * {@value #USUAL_PAGE}, at most {@value #LARGEST_PAGE}), {@code marker} (the export after which the page begins).
     */
    @GET
    public Uni<ExportPage> list(@Context UriInfo uri) {
        Parameters asked = Parameters.of(uri.getQueryParameters(), TAKES);
        int limit = asked.limit(USUAL_PAGE, LARGEST_PAGE);
        return listing.list(caller.get(), filter(asked), asked.id("marker"), limit + 1)
                .map(found -> page(uri, found, limit));
    }

    private static JobFilter filter(Parameters asked) {
        return new JobFilter(
                asked.text("project"),
                asked.id("image"),
                asked.text("state")
                        .map(state -> JobState.of(state)
                                .orElseThrow(() -> new ExportError.Invalid("There is no state '" + state + "'."))),
                asked.text("format"));
    }

    private static ExportPage page(UriInfo uri, List<ExportView> found, int limit) {
        List<ExportJson> exports =
                found.stream().limit(limit).map(ExportJson::of).toList();
        Optional<String> marker =
                found.size() > limit ? Optional.of(exports.getLast().id().toString()) : Optional.empty();
        return new ExportPage(exports, NextPage.link(uri.getRequestUri(), marker));
    }

    /** {@code GET /ext/v1/exports/{id}}: one of them; 404. */
    @GET
    @Path("{id}")
    public Uni<ExportJson> show(@PathParam("id") String id) {
        return showing.show(caller.get(), Exports.id(id)).map(ExportJson::of);
    }

    /** {@code DELETE /ext/v1/exports/{id}}: cancels one that is under way, forgets one that has ended; 204, 403, 404. */
    @DELETE
    @Path("{id}")
    public Uni<Void> cancel(@PathParam("id") String id) {
        return cancelling.cancel(caller.get(), Exports.id(id));
    }

    /** A page of exports; {@code next} is absent on the last one. */
    record ExportPage(
            List<ExportJson> exports,
            @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}
}
