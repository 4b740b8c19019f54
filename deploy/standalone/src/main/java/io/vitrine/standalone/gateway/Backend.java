/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

/** What stands behind the gateway. */
public enum Backend {
    CATALOG,
    STORAGE,
    EXPORT,
    AUDIT,
    IDENTITY
}
