/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.util.UUID;

/**
 * An image in another region of the cloud, as {@code glance-download} takes it.
 *
 * @param region name of the region, as storage-service's settings have it
 * @param image id of the image there
 * @param serviceInterface interface of that region's Image API that was asked for: public, internal or admin
 * @param key opens the user's token, which storage-service keeps sealed until the import is over. The catalog keeps it
 *     for as long and shows it to nobody else, so that neither database alone holds a token
 */
public record RemoteImage(String region, UUID image, String serviceInterface, String key) {

    /** The same, once nobody has to fetch it any more. */
    public RemoteImage withoutKey() {
        return new RemoteImage(region, image, serviceInterface, null);
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "RemoteImage[" + region + ", " + image + ", " + serviceInterface + "]";
    }
}
