/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.out.postgres;

import io.vitrine.audit.domain.TrailFilter;
import io.vitrine.audit.domain.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The SQL of a look into the trail. A project's view is the union of two ordered reads, of what its images and what its
 * users have in the trail: an "or" would have the database read and sort all of both to answer one page.
 */
final class TrailQuery {

    private static final String OWNED = "owner_project = :view";
    private static final String DONE = "actor_project = :view AND owner_project IS DISTINCT FROM :view";

    private final View view;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private String order = "ASC";

    private TrailQuery(View view) {
        this.view = view;
        if (view instanceof View.OfProject project) {
            parameters.put("view", project.projectId());
        }
    }

    static TrailQuery of(TrailFilter filter, View view) {
        TrailQuery query = new TrailQuery(view);
        filter.image().ifPresent(value -> query.where("image_id = :image", "image", value));
        filter.project().ifPresent(value -> query.where("owner_project = :project", "project", value));
        filter.actor().ifPresent(value -> query.where("actor_user = :actor", "actor", value));
        filter.type().ifPresent(value -> query.where("type = :type", "type", value));
        filter.from().ifPresent(value -> query.where("event_time >= :from", "from", value));
        filter.to().ifPresent(value -> query.where("event_time < :to", "to", value));
        return query;
    }

    TrailQuery before(long position) {
        order = "DESC";
        return where("position < :before", "before", position);
    }

    TrailQuery within(long after, long last) {
        return where("position > :after", "after", after).where("position <= :last", "last", last);
    }

    String sql() {
        return switch (view) {
            case View.Everything() -> page("SELECT * FROM audit_event WHERE " + String.join(" AND ", conditions));
            case View.OfProject(String ignored) ->
                page("SELECT * FROM ((" + branch(OWNED) + ") UNION ALL (" + branch(DONE) + ")) seen");
        };
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private String branch(String whose) {
        return page("SELECT * FROM audit_event WHERE " + whose + " AND " + String.join(" AND ", conditions));
    }

    private String page(String select) {
        return select + " ORDER BY position " + order + " LIMIT :limit";
    }

    private TrailQuery where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
        return this;
    }
}
