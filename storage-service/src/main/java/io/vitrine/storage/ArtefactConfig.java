/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import java.nio.file.Path;
import java.util.Optional;

/** Where what other services make of images is kept. */
public interface ArtefactConfig {

    /** Name of the store; the default one when not set. A change concerns what comes later. */
    Optional<String> store();

    /**
     * Directory in which other services on this host may hand over what they made: they name a file in it instead of sending its
     * bytes. A store of files on the same file system takes it as it is, by a hard link, which both services have to be run by the
     * same user for; any other copies it. When not set, no file is taken.
     */
    Optional<Path> handover();
}
