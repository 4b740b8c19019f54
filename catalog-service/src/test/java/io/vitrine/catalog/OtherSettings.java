/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * A service whose operator set what others leave alone: three stores to import to, by every method, members who may copy
 * and delete copies, and properties put on what is imported. One profile for all such tests, since each starts all
 * servers anew.
 */
public final class OtherSettings implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "vitrine.catalog.stores", "file,s3,tape",
                "vitrine.catalog.import.methods", "glance-direct,web-download,copy-image,glance-download",
                "vitrine.catalog.import.inject", "origin=site,checked_by=a\\, b",
                "vitrine.catalog.policy.copy-image", "member",
                "vitrine.catalog.policy.delete-copy", "member");
    }
}
