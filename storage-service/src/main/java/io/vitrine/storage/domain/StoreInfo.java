/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.util.Map;

/**
 * What is said about a store.
 *
 * @param name as images' records and events have it
 * @param kind what it is made of, as the Image API names it: {@code file}, {@code s3}
 * @param description for users; null where the operator gave none
 * @param weight of several copies, the one in the store with the most weight is read first
 * @param readOnly whether it takes no new data
 * @param isDefault whether it takes the uploads that name no store
 * @param properties what an admin may know of it, by the names that Glance uses
 */
public record StoreInfo(
        String name,
        String kind,
        String description,
        int weight,
        boolean readOnly,
        boolean isDefault,
        Map<String, Object> properties) {
    public StoreInfo {
        properties = Map.copyOf(properties);
    }
}
