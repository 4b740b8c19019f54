/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.storage.domain.Passage;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/** The bytes of an object that is to have so many, by either way. */
record S3Content(S3ObjectStore store, String object, long size) implements StoredObject.Content {

    @Override
    public InputStream open(long offset, long length) throws IOException {
        return new S3Stream(store.bucket(), object, offset, length);
    }

    @Override
    public Passage begin(long offset, long length) throws IOException {
        try {
            return S3Passage.begin(store.bucket(), store.channels(), this, offset, length);
        } catch (NoSuchFileException e) {
            store.requirePresent();
            throw e;
        }
    }
}
