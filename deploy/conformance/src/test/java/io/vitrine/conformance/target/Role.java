/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import java.util.Locale;

/** Who the suite speaks as; each needs an openrc file or a token, see {@link Target}. */
public enum Role {
    /** Role admin, in a project of its own. */
    ADMIN,
    /** Role member in the project that owns most images of the tests. */
    DEMO,
    /** Role member in another project. */
    ALT,
    /** Role reader in the project of {@link #DEMO}. */
    READER;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
