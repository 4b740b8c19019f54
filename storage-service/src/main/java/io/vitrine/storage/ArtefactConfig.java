/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import java.util.Optional;

/** Where what other services make of images is kept. */
public interface ArtefactConfig {

    /** Name of the store; the default one when not set. A change concerns what comes later. */
    Optional<String> store();
}
