/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.smallrye.mutiny.Uni;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemException;
import io.vitrine.storage.app.CompareData;
import io.vitrine.storage.app.CompareImages;
import io.vitrine.storage.app.CompareObjects;
import io.vitrine.storage.app.SettleDiscrepancies;
import io.vitrine.storage.domain.Discrepancy;
import io.vitrine.storage.domain.StorageError;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/**
 * {@code /internal/reconcile}: where stores, records and catalog differ. For operators, with a token of the role
 * {@code service} as X-Service-Token; no gateway leads here.
 */
@Path("/internal/reconcile")
@Produces(MediaType.APPLICATION_JSON)
public class ReconcileResource {

    private static final int MOST = 1000;

    private final CompareData comparing;
    private final CompareObjects objects;
    private final CompareImages images;
    private final SettleDiscrepancies settling;

    ReconcileResource(
            CompareData comparing, CompareObjects objects, CompareImages images, SettleDiscrepancies settling) {
        this.comparing = comparing;
        this.objects = objects;
        this.images = images;
        this.settling = settling;
    }

    /** What would be done about the records that follow the marker. 200; 400, 503 when the catalog cannot be asked. */
    @GET
    public Uni<Report> wouldDo(
            @QueryParam("marker") String marker, @QueryParam("limit") @DefaultValue("100") int limit) {
        return answer(comparing.page(uuid(marker), bounded(limit)));
    }

    /** Does it. 200 with what was begun; 400, 503 when the catalog cannot be asked. */
    @POST
    public Uni<Report> doIt(@QueryParam("marker") String marker, @QueryParam("limit") @DefaultValue("100") int limit) {
        return answer(settling.page(uuid(marker), bounded(limit)));
    }

    /**
     * Copies of the images that follow the marker, as the catalog counts them, that this service has no record of. Nothing is
     * done about them. 200; 400, 503 when the catalog cannot be asked.
     */
    @GET
    @Path("/images")
    public Uni<Report> unrecorded(
            @QueryParam("marker") String marker, @QueryParam("limit") @DefaultValue("100") int limit) {
        return answer(images.page(uuid(marker), bounded(limit)));
    }

    /**
     * What would be done about objects of a store that no record names, among those that follow the marker. 200; 400, 503
     * when the store or the catalog cannot be asked, or no such store is configured.
     */
    @GET
    @Path("/stores/{store}")
    public Uni<Report> wouldDo(
            @PathParam("store") String store,
            @QueryParam("marker") String marker,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return answer(objects.page(store, uuid(marker), bounded(limit)));
    }

    /** Does it. Answers as the dry run does. */
    @POST
    @Path("/stores/{store}")
    public Uni<Report> doIt(
            @PathParam("store") String store,
            @QueryParam("marker") String marker,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return answer(settling.objects(store, uuid(marker), bounded(limit)));
    }

    private static UUID uuid(String marker) {
        try {
            return marker == null ? null : UUID.fromString(marker);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(400, "The marker has to be one that an answer gave."));
        }
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(Problem.of(400, "The limit has to be from 1 to " + MOST + "."));
        }
        return limit;
    }

    private static Uni<Report> answer(Uni<CompareData.Page> compared) {
        return compared.map(page -> new Report(
                        page.compared(),
                        page.discrepancies().stream()
                                .map(ReconcileResource::line)
                                .toList(),
                        page.marker()))
                .onFailure(StorageError.class)
                .transform(e -> new ProblemException(Problem.of(503, e.getMessage())));
    }

    private static Line line(Discrepancy found) {
        return new Line(
                found.imageId(),
                found.store(),
                found.blob(),
                found.problem().toString(),
                found.action().toString());
    }

    /**
     * What differs in a page of records, objects or images.
     *
     * @param compared how many there were
     * @param marker to ask for the next page with; null after the last
     */
    public record Report(int compared, List<Line> discrepancies, UUID marker) {}

    /** One difference, and what is done about it. {@code image} is null where the data is no image's. */
    public record Line(UUID image, String store, UUID blob, String problem, String action) {}
}
