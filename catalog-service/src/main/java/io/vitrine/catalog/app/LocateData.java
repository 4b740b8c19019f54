/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.out.postgres.ImageRepository;
import io.vitrine.contract.ImageSnapshot;
import io.vitrine.contract.command.CopiesPage;
import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.ImageCopies;
import io.vitrine.contract.command.ImageOfCopy;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Says what an image is and where its data lies, for those who keep it or work at it. */
@ApplicationScoped
public class LocateData {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Transactions transactions;
    private final ImageRepository images;

    LocateData(Transactions transactions, ImageRepository images) {
        this.transactions = transactions;
        this.images = images;
    }

    /** All copies of the image's data, and of its staged data. */
    public Uni<ImageCopies> locate(UUID id) {
        return find(id).map(image -> new ImageCopies(copies(image.data()), copies(image.staged())));
    }

    /** All copies of the images that have any, by id after that one; null for the first page. */
    public Uni<CopiesPage> page(UUID after, int limit) {
        UUID marker = Objects.requireNonNullElse(after, BEFORE_ALL);
        return transactions
                .read(tx -> images.withData(tx, marker, limit))
                .map(found ->
                        new CopiesPage(found.stream().map(LocateData::entry).toList()));
    }

    private static CopiesPage.Entry entry(Image image) {
        List<Copy> all = Stream.concat(copies(image.data()).stream(), copies(image.staged()).stream())
                .toList();
        return new CopiesPage.Entry(image.id(), all);
    }

    /** The image's record, whoever may see it. */
    public Uni<ImageSnapshot> describe(UUID id) {
        return find(id).map(ImageFacts::snapshot);
    }

    private Uni<Image> find(UUID id) {
        return transactions.read(
                tx -> images.find(tx, id).map(found -> found.orElseThrow(() -> CatalogError.NotFound.image(id))));
    }

    /** Whose a copy is; fails where it is no image's. */
    public Uni<ImageOfCopy> owner(Copy copy) {
        return transactions.read(tx -> images.findByCopy(tx, copy)
                .map(found -> new ImageOfCopy(found.orElseThrow(() -> new CatalogError.NotFound(
                        "No image has the copy " + copy.blob() + " in the store " + copy.store())))));
    }

    private static List<Copy> copies(ImageData data) {
        return data == null ? List.of() : ImageFacts.copies(data);
    }
}
