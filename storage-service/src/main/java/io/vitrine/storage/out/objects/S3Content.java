/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.vitrine.storage.domain.Passage;
import io.vitrine.storage.domain.StoredObject;
import java.io.IOException;
import java.io.InputStream;

/** An object's bytes, by either way. */
record S3Content(S3Bucket bucket, S3Channels channels, String object) implements StoredObject.Content {

    @Override
    public InputStream open(long offset, long length) throws IOException {
        return new S3Stream(bucket, object, offset, length);
    }

    @Override
    public Passage begin(long offset, long length) throws IOException {
        return S3Passage.begin(bucket, channels, object, offset, length);
    }
}
