/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import static io.vitrine.export.out.postgres.Sql.change;
import static io.vitrine.export.out.postgres.Sql.seconds;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vitrine.export.domain.ExportRule;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules, and the images that they are still to be held against. */
@ApplicationScoped
public class RuleRepository {

    private static final String SELECT = "SELECT id, name, condition, recipes, created_at FROM export_rule ";

    /** Adds a rule; false where there is one of that name. */
    public Uni<Boolean> add(Tx tx, ExportRule rule) {
        return change(
                        tx,
                        "INSERT INTO export_rule (id, name, condition, recipes) VALUES (?1, ?2,"
                                + " CAST(CAST(?3 AS text) AS jsonb), CAST(CAST(?4 AS text) AS jsonb))"
                                + " ON CONFLICT (name) DO NOTHING",
                        rule.id(),
                        rule.name(),
                        JsonObject.mapFrom(rule.condition()).encode(),
                        JsonObject.mapFrom(new ExportRuleRow.Recipes(rule.recipes()))
                                .encode())
                .map(rows -> rows == 1);
    }

    /** All of them, by name. */
    public Uni<List<ExportRule>> list(Tx tx) {
        return Sql.rows(tx, ExportRuleRow.class, SELECT + "ORDER BY name")
                .map(rows -> rows.stream().map(ExportRuleRow::toRule).toList());
    }

    /** The one of that id. */
    public Uni<Optional<ExportRule>> find(Tx tx, UUID id) {
        return Sql.first(tx, ExportRuleRow.class, SELECT + "WHERE id = ?1", id)
                .map(row -> row.map(ExportRuleRow::toRule));
    }

    /** Removes one; false where there is none. */
    public Uni<Boolean> remove(Tx tx, UUID id) {
        return change(tx, "DELETE FROM export_rule WHERE id = ?1", id).map(rows -> rows == 1);
    }

    /** Has the rules held against an image soon. */
    public Uni<Void> check(Tx tx, UUID image) {
        return change(
                        tx,
                        "INSERT INTO rule_check (image_id) VALUES (?1)"
                                + " ON CONFLICT (image_id) DO UPDATE SET due_at = now()",
                        image)
                .replaceWithVoid();
    }

    /** Takes images to hold rules against. They are the caller's for a while. */
    public Uni<List<UUID>> takeChecks(Tx tx, Duration claim, int limit) {
        return Sql.rows(
                        tx,
                        RuleCheckRow.class,
                        "UPDATE rule_check SET due_at = " + Sql.in("?1")
                                + "WHERE image_id IN (SELECT image_id FROM rule_check WHERE due_at <= now()"
                                + " ORDER BY due_at LIMIT ?2 FOR UPDATE SKIP LOCKED) RETURNING image_id",
                        seconds(claim),
                        limit)
                .map(rows -> rows.stream().map(row -> row.imageId).toList());
    }

    /** The rules were held against it; nothing where that is to be done again meanwhile. */
    public Uni<Void> checked(Tx tx, UUID image) {
        return change(tx, "DELETE FROM rule_check WHERE image_id = ?1 AND due_at > now()", image)
                .replaceWithVoid();
    }
}
