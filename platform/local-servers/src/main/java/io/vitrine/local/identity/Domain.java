/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

/** The one domain there is: everybody and everything is in it. */
final class Domain {

    static final String ID = "default";
    static final String NAME = "Default";

    private Domain() {}
}
