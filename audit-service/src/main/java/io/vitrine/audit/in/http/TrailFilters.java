/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import io.vitrine.audit.domain.TrailFilter;
import io.vitrine.kit.query.Parameters;

/** What a request asks of the trail. */
final class TrailFilters {

    private TrailFilters() {}

    /** The filter that the parameters make up; those that the call does not take are empty. */
    static TrailFilter of(Parameters asked) {
        return new TrailFilter(
                asked.id("image"),
                asked.text("project"),
                asked.text("actor"),
                asked.text("type"),
                asked.time("from"),
                asked.time("to"));
    }
}
