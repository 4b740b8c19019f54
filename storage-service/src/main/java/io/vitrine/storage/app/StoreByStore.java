/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.storage.domain.Blob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Work on blobs of several stores, so that one store that is away holds up none of the others. */
final class StoreByStore {

    private static final Logger LOG = Logger.getLogger(StoreByStore.class);

    private StoreByStore() {}

    /**
     * Works on each blob: on those of one store one after the other, in any order and only until one fails, which is
     * logged; on stores beside each other, each on a context of its own, since a context has one transaction at a time.
     * Never fails.
     *
     * @param what names the work in the log
     */
    static Uni<Void> each(List<Blob> all, String what, Function<Blob, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(
                        all.stream().collect(Collectors.groupingBy(Blob::store)).values())
                .onItem()
                .transformToUniAndMerge(
                        blobs -> untilOneFails(blobs, what, work).runSubscriptionOn(OnContext.beside()))
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> untilOneFails(List<Blob> blobs, String what, Function<Blob, Uni<Void>> work) {
        List<Blob> anyOrder = new ArrayList<>(blobs);
        // one that fails each time must not be the first each time
        Collections.shuffle(anyOrder);
        return Multi.createFrom()
                .iterable(anyOrder)
                .onItem()
                .transformToUniAndConcatenate(blob -> work.apply(blob)
                        .onFailure()
                        .invoke(e -> LOG.warnf(
                                e,
                                "%s failed, trying again later imageId=%s store=%s blob=%s",
                                what,
                                blob.imageId(),
                                blob.store(),
                                blob.key())))
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .recoverWithNull();
    }
}
