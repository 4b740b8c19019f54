/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.protection;

import io.vitrine.catalog.domain.protection.PropertyRule;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** All rules, in the one row that their table has. */
@Entity
@Table(name = "property_rules")
class PropertyRulesRow {

    static final int ONLY = 1;

    @Id
    int id = ONLY;

    @JdbcTypeCode(SqlTypes.JSON)
    Rules rules;

    /** Hibernate Reactive reads JSON objects, not arrays. */
    record Rules(List<PropertyRule> list) {}
}
