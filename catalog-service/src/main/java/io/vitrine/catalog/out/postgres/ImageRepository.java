/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageDetails;
import io.vitrine.contract.command.Copy;
import io.vitrine.kit.outbox.Change;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.LockMode;

/** The image records. What is locked stays so until the transaction ends, so changes of one image follow one another. */
@ApplicationScoped
public class ImageRepository {

    static final String BY_LEASE = """
            SELECT * FROM image WHERE upload_lease = ?1 OR filled_by = ?1 OR staged_by = ?1
            OR id = (SELECT image_id FROM import_task WHERE id = ?1 AND status = 'success') FOR UPDATE""";

    static final String BY_COPY = """
            SELECT id FROM image WHERE copies IS NOT NULL AND copies @> jsonb_build_object(CAST(?1 AS text), CAST(?2 AS text))
            UNION ALL
            SELECT id FROM image
            WHERE staged IS NOT NULL AND staged -> 'copies' @> jsonb_build_object(CAST(?1 AS text), CAST(?2 AS text))""";

    private static final String INSERT = """
            INSERT INTO image (id, owner, status, name, visibility, protected, os_hidden, disk_format, container_format,
              min_disk, min_ram, tags, properties, created_at, updated_at)
            VALUES (:id, :owner, :status, CAST(:name AS text), :visibility, :protected, :hidden, CAST(:disk AS text),
              CAST(:container AS text), :minDisk, :minRam, CAST(:tags AS text[]), CAST(CAST(:properties AS text) AS jsonb),
              :created, :now)
            ON CONFLICT (id) DO NOTHING RETURNING id""";

    private static final String DESCRIBE = """
            UPDATE image SET name = CAST(:name AS text), protected = :protected, os_hidden = :hidden,
              disk_format = CAST(:disk AS text), container_format = CAST(:container AS text), min_disk = :minDisk,
              min_ram = :minRam, updated_at = :now""";
    // What others find an image by costs PostgreSQL more to take, also where it stays the same.
    private static final String DESCRIBE_TERMS = """
            , visibility = :visibility, tags = CAST(:tags AS text[]),
              properties = CAST(CAST(:properties AS text) AS jsonb)""";
    private static final String IF_UNCHANGED = """

            WHERE id = :id AND updated_at = :seen AND shares = 0 RETURNING id""";

    /** The image as it is just now. */
    public Uni<Optional<Image>> find(Tx tx, UUID id) {
        return tx.session().get(ImageRow.class, id).map(ImageRepository::image);
    }

    /** The image, to be changed. */
    public Uni<Optional<Image>> lock(Tx tx, UUID id) {
        return tx.session().get(ImageRow.class, id, LockMode.PESSIMISTIC_WRITE).map(ImageRepository::image);
    }

    /** The image that is worked on under this lease, or was with success; to be changed. */
    public Uni<Optional<Image>> lockByLease(Tx tx, UUID lease) {
        return tx.session()
                .createNativeQuery(BY_LEASE, ImageRow.class)
                .setParameter(1, lease)
                .getSingleResultOrNull()
                .map(ImageRepository::image);
    }

    /** The image that is worked on under this lease, as it is just now. */
    public Uni<Optional<Image>> findByLease(Tx tx, UUID lease) {
        return tx.session()
                .createNativeQuery("SELECT * FROM image WHERE upload_lease = ?1", ImageRow.class)
                .setParameter(1, lease)
                .getSingleResultOrNull()
                .map(ImageRepository::image);
    }

    /** Id of the image that has this copy, of its data or of what is staged. */
    public Uni<Optional<UUID>> findByCopy(Tx tx, Copy copy) {
        return tx.session()
                .createNativeQuery(BY_COPY, UUID.class)
                .setParameter(1, copy.store())
                .setParameter(2, copy.blob().toString())
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** Images that have data or staged data, of all projects, by id after that one. */
    public Uni<List<Image>> withData(Tx tx, UUID after, int limit) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM image WHERE id > ?1 AND (copies IS NOT NULL OR staged IS NOT NULL)"
                                + " ORDER BY id LIMIT ?2",
                        ImageRow.class)
                .setParameter(1, after)
                .setParameter(2, limit)
                .getResultList()
                .map(rows -> rows.stream().map(ImageRow::toImage).toList());
    }

    /** Images whose lease has expired, to be changed; those that another replica works on are left out. */
    public Uni<List<Image>> lockExpired(Tx tx, Instant now, int limit) {
        return tx.session()
                .createNativeQuery(
                        "SELECT * FROM image WHERE upload_lease IS NOT NULL AND upload_expires_at <= ?1"
                                + " ORDER BY upload_expires_at LIMIT ?2 FOR UPDATE SKIP LOCKED",
                        ImageRow.class)
                .setParameter(1, now)
                .setParameter(2, limit)
                .getResultList()
                .map(rows -> rows.stream().map(ImageRow::toImage).toList());
    }

    /** Has no lease expire before that time. */
    public Uni<Void> extendLeases(Tx tx, Instant time) {
        return tx.session()
                .createNativeQuery(
                        "UPDATE image SET upload_expires_at = ?1 WHERE upload_lease IS NOT NULL AND upload_expires_at < ?1")
                .setParameter(1, time)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whether an image once had this id and was deleted. */
    public Uni<Boolean> wasDeleted(Tx tx, UUID id) {
        return tx.session().get(TombstoneRow.class, id).map(Objects::nonNull);
    }

    /** Keeps a changed image. */
    public Uni<Void> save(Tx tx, Image image) {
        return tx.session().update(ImageRow.of(image));
    }

    /** Adds an image without data, if its id is not used. */
    public Change insert(Image image) {
        Map<String, Object> parameters = description(image);
        parameters.putAll(terms(image.details()));
        parameters.put("owner", image.owner());
        parameters.put("status", image.status().wireName());
        parameters.put("created", image.createdAt());
        return new Change(INSERT, parameters);
    }

    /** Describes an image otherwise, if it is still as it was read and nobody's but its project's. */
    public Change describe(Image before, Image after) {
        Map<String, Object> parameters = description(after);
        parameters.put("seen", before.updatedAt());
        if (before.details().hasTermsOf(after.details())) {
            return new Change(DESCRIBE + IF_UNCHANGED, parameters);
        }
        parameters.putAll(terms(after.details()));
        return new Change(DESCRIBE + DESCRIBE_TERMS + IF_UNCHANGED, parameters);
    }

    private static Map<String, Object> description(Image image) {
        Map<String, Object> parameters = new HashMap<>();
        ImageDetails details = image.details();
        parameters.put("id", image.id());
        parameters.put("name", details.name());
        parameters.put("protected", details.isProtected());
        parameters.put("hidden", details.hidden());
        parameters.put("disk", details.formats().disk());
        parameters.put("container", details.formats().container());
        parameters.put("minDisk", details.minDisk());
        parameters.put("minRam", details.minRam());
        parameters.put("now", image.updatedAt());
        return parameters;
    }

    private static Map<String, Object> terms(ImageDetails details) {
        return Map.of(
                "visibility", details.visibility().wireName(),
                "tags", details.tags().toArray(String[]::new),
                "properties", new JsonObject(new TreeMap<>(details.properties())).encode());
    }

    /** Removes an image with its members, and keeps its id from ever being used again. */
    public Uni<Void> delete(Tx tx, UUID id, Instant now) {
        return tx.session()
                .createNativeQuery("INSERT INTO image_tombstone (id, deleted_at) VALUES (?1, ?2)")
                .setParameter(1, id)
                .setParameter(2, now)
                .executeUpdate()
                .flatMap(inserted -> tx.session()
                        .createNativeQuery("DELETE FROM image WHERE id = ?1")
                        .setParameter(1, id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Optional<Image> image(ImageRow row) {
        return Optional.ofNullable(row).map(ImageRow::toImage);
    }
}
