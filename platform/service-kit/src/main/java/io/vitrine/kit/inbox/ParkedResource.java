/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.EventCodec;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemException;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code /internal/parked}: the events this service could not handle. For operators, with a token of the role
 * {@code service} as X-Service-Token; no gateway leads here.
 */
@Path("/internal/parked")
@Produces(MediaType.APPLICATION_JSON)
public class ParkedResource {

    private static final int PAGE = 1000;

    private final Transactions transactions;
    private final Parking parking;
    private final List<EventHandler> handlers;

    ParkedResource(Transactions transactions, Parking parking, @All List<EventHandler> handlers) {
        this.transactions = transactions;
        this.parking = parking;
        this.handlers = handlers;
    }

    /** The oldest {@value #PAGE} parked events. */
    @GET
    public Uni<List<Parked>> list() {
        return transactions
                .read(tx -> parking.oldest(tx, PAGE))
                .map(rows -> rows.stream()
                        .map(row -> new Parked(row.image, row.topic, row.partition, row.offset, row.reason))
                        .toList());
    }

    /**
     * Handles an image's parked events, oldest first, all or none.
     *
     * @return how many were handled; 409 with the reason when one still cannot be
     */
    @POST
    @Path("{image}/replay")
    public Uni<Replayed> replay(@PathParam("image") String image) {
        return Multi.createFrom()
                .iterable(handlers)
                .onItem()
                .transformToUniAndConcatenate(handler -> transactions.run(tx -> replay(tx, handler, image)))
                .collect()
                .with(Collectors.summingInt(count -> count))
                .map(Replayed::new)
                .onFailure()
                .transform(e -> new ProblemException(Problem.of(409, "Still cannot be handled: " + e)));
    }

    private Uni<Integer> replay(Tx tx, EventHandler handler, String image) {
        return parking.ofImage(tx, handler.consumer(), image)
                .flatMap(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> replay(tx, handler, row))
                        .collect()
                        .last()
                        .replaceWith(rows.size()));
    }

    private static Uni<Void> replay(Tx tx, EventHandler handler, ParkedEvent row) {
        var event = EventCodec.read(row.message());
        return Inbox.remember(tx, handler.consumer(), event.id())
                .flatMap(first ->
                        first ? handler.handle(tx, event) : Uni.createFrom().voidItem())
                .flatMap(done -> tx.session().delete(row));
    }

    /** A parked event as it is shown. */
    public record Parked(String image, String topic, int partition, long offset, String reason) {}

    /** How many parked events were handled. */
    public record Replayed(int handled) {}
}
