/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.tx;

import io.smallrye.config.ConfigMapping;

/** The service's own PostgreSQL database, version 15 or newer; its tables are made and migrated at start. */
@ConfigMapping(prefix = "vitrine.database")
public interface DatabaseConfig {

    /** Where it is: {@code postgresql://host:port/name}. No two services share one. */
    String url();

    /** The database's owner. */
    String username();

    /** The owner's password. */
    String password();
}
