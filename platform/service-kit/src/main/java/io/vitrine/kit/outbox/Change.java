/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import java.util.HashMap;
import java.util.Map;

/**
 * A change that facts are about, to be made by the statement that says them.
 *
 * @param sql changes one row or none, and returns it: {@code UPDATE … RETURNING id}
 * @param parameters by their names in the statement, which are other than those of {@link Outbox}'s own
 */
public record Change(String sql, Map<String, Object> parameters) {

    public Change {
        parameters = new HashMap<>(parameters); // which may be null
    }
}
