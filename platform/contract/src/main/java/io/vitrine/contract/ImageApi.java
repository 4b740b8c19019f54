/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

/** What several services have to know of OpenStack's Image API v2. */
public final class ImageApi {

    /**
     * The minor versions that a path or a media type may name, as a regular expression: 0 to 18, as Glance has them. All are
     * the same API.
     */
    public static final String MINOR_VERSION = "(?:\\d|1[0-8])";

    private ImageApi() {}
}
