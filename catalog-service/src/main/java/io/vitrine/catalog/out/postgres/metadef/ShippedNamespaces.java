/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres.metadef;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Adds the namespaces that come with the service, once for each database: what an admin changes or deletes of them stays so.
 * Namespaces of a later release are a migration of their own.
 */
public class ShippedNamespaces implements JavaMigration {

    /** The files under {@code metadefs/}, each a namespace as the API takes it. */
    static final List<String> NAMES = List.of(
            "common-image-properties",
            "compute-aggregate-disk-filter",
            "compute-aggregate-io-ops-filter",
            "compute-aggregate-num-instances",
            "compute-cpu-mode",
            "compute-cpu-pinning",
            "compute-guest-memory-backing",
            "compute-guest-shutdown",
            "compute-hypervisor",
            "compute-instance-data",
            "compute-libvirt",
            "compute-libvirt-image",
            "compute-quota",
            "compute-randomgen",
            "compute-tpm",
            "compute-vcpu-topology",
            "compute-vmware",
            "compute-vmware-flavor",
            "compute-vmware-quota-flavor",
            "compute-vtpm",
            "compute-watchdog",
            "compute-xenapi",
            "image-signature-verification",
            "operating-system",
            "storage-volume-type");

    private static final String INSERT = """
            WITH given AS (SELECT CAST(? AS jsonb) AS it),
            added AS (
              INSERT INTO metadef_namespace
              SELECT gen_random_uuid(), it ->> 'namespace', it ->> 'display_name', it ->> 'description', it ->> 'visibility',
                     CAST(it ->> 'protected' AS boolean), 'admin', now(), now()
              FROM given
              RETURNING id),
            definition AS (
              SELECT 'property' AS kind, key AS name, value AS body FROM given, jsonb_each(it -> 'properties')
              UNION ALL
              SELECT 'object', value ->> 'name', value - 'name' FROM given, jsonb_array_elements(it -> 'objects')
              UNION ALL
              SELECT 'resource_type', value ->> 'name', value - 'name'
              FROM given, jsonb_array_elements(it -> 'resource_type_associations')),
            types AS (
              INSERT INTO metadef_resource_type SELECT name, now() FROM definition WHERE kind = 'resource_type'
              ON CONFLICT DO NOTHING)
            INSERT INTO metadef_definition SELECT id, kind, name, body, now(), now() FROM added, definition""";

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        try (PreparedStatement insert = context.getConnection().prepareStatement(INSERT)) {
            for (String name : NAMES) {
                insert.setString(1, json(name));
                insert.executeUpdate();
            }
        }
    }

    static String json(String name) throws IOException {
        try (InputStream file = ShippedNamespaces.class.getResourceAsStream("/metadefs/" + name + ".json")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("7.1");
    }

    @Override
    public String getDescription() {
        return "shipped namespaces";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
