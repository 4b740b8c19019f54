/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import io.vitrine.export.domain.ExportRule;
import io.vitrine.export.domain.Recipe;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How an {@link ExportRule} is kept. */
@Entity
@Table(name = "export_rule")
class ExportRuleRow {

    @Id
    UUID id;

    String name;

    @JdbcTypeCode(SqlTypes.JSON)
    ExportRule.Condition condition;

    @JdbcTypeCode(SqlTypes.JSON)
    Recipes recipes;

    @Column(name = "created_at")
    Instant createdAt;

    ExportRule toRule() {
        return new ExportRule(id, name, condition, recipes.all(), createdAt);
    }

    /** An object, because the reactive driver reads no arrays. */
    record Recipes(List<Recipe> all) {}
}
