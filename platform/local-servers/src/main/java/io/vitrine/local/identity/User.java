/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user as the users file has it.
 *
 * @param id 32 hexadecimal digits
 * @param name unique
 * @param password salted hash; see {@link PasswordHash}
 * @param roles the roles granted in each project, by the project's name; the first project is the default one
 */
record User(String id, String name, PasswordHash password, Map<String, List<String>> roles) {

    Optional<String> defaultProject() {
        return roles.keySet().stream().findFirst();
    }

    User withPassword(PasswordHash fresh) {
        return new User(id, name, fresh, roles);
    }
}
