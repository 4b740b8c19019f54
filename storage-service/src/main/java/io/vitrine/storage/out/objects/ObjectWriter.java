/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An object in the making. Ends with one {@link #commit} or {@link #abort}. Used by one thread at a time; all methods
 * block.
 */
public interface ObjectWriter {

    /**
     * Appends all remaining bytes of {@code block}.
     *
     * @throws StorageError.TooLarge where the store has no room for them
     */
    void write(ByteBuffer block) throws IOException;

    /**
     * Makes the object durable and visible. Where this fails, the object is not there.
     *
     * @throws StorageError.TooLarge where the store has no room
     */
    void commit() throws IOException;

    /** Removes what was written. Does nothing after a commit, or a second time. */
    void abort() throws IOException;
}
