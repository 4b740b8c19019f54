/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.domain.TakenIn;
import io.vitrine.storage.out.convert.Converter;
import io.vitrine.storage.out.convert.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts what an import brings, where the operator wants another format. It is brought to a file of its own first, and
 * judged there as an upload is; what qemu-img makes of it is then taken in like any other body, and judged again. What is
 * signed stays as it is, or its signature would be worth nothing.
 */
@ApplicationScoped
class ConvertImport {

    private final Converter converter;
    private final StoreBody storing;
    private final CheckFormat format;
    private final Blocking blocking;

    ConvertImport(Converter converter, StoreBody storing, CheckFormat format, Blocking blocking) {
        this.converter = converter;
        this.storing = storing;
        this.format = format;
        this.blocking = blocking;
    }

    /** Gives what comes to {@code use} as it is to be stored; nothing of a conversion is left when that is done. */
    <T> Uni<T> around(ImportRun run, Incoming source, Function<Incoming, Uni<T>> use) {
        ImportOrder order = run.order();
        Optional<String> target = target(run);
        if (target.isEmpty()) {
            return use.apply(source);
        }
        return blocking.call(() -> converter.open(run.formats().disk(), order.imageSizeCap()))
                .flatMap(workspace -> bring(run, source, workspace)
                        .chain(taken -> blocking.call(workspace::convert))
                        .flatMap(result ->
                                Uni.createFrom().completionStage(result).emitOn(OnContext.current()))
                        .invoke(result -> run.becomes(target.get()))
                        .chain(result -> use.apply(made(run, result)))
                        .onTermination()
                        .call(() -> blocking.run(workspace::close)));
    }

    private Optional<String> target(ImportRun run) {
        ImportOrder order = run.order();
        boolean asItIs = order.method().equals(ImportOffer.COPY_IMAGE)
                || order.signature() != null
                || !run.copies().isEmpty();
        return asItIs ? Optional.empty() : converter.target(run.formats());
    }

    private Uni<TakenIn> bring(ImportRun run, Incoming source, Workspace workspace) {
        run.begin(source.terms().announced().size());
        return storing.store(workspace.source(), workspace.key(), run.counted(source.body()), source.terms());
    }

    private Incoming made(ImportRun run, StoredObject result) {
        ImportOrder order = run.order();
        Terms terms = Terms.upTo(order.imageSizeCap())
                .ofLength(result.size())
                .judged(taken -> format.check(order.imageId(), run.formats(), taken.inspection()));
        return new Incoming(new StoredBody(result), terms);
    }
}
