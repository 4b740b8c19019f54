/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

import java.nio.file.Path;

/** A complete object, by the way it can leave: each kind of store adds its own, and whoever sends bytes decides for each. */
public sealed interface StoredObject {

    /** Bytes it has. */
    long size();

    /**
     * A file on this host, which the kernel can send without the bytes passing through this process.
     *
     * @param path absolute; the file may vanish at any time, an open one stays readable
     */
    record LocalFile(Path path, long size) implements StoredObject {}
}
