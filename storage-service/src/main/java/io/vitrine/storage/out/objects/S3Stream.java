/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import java.io.IOException;
import java.io.InputStream;

/** A part of an object as it comes from the server; where the connection breaks on the way, it goes on from there. */
final class S3Stream extends InputStream {

    private final S3Bucket bucket;
    private final String object;
    private long offset;
    private long left;
    private InputStream open;
    private int failed;

    /** Opens it: {@code length} bytes from {@code offset} on, at least one. */
    S3Stream(S3Bucket bucket, String object, long offset, long length) throws IOException {
        this.bucket = bucket;
        this.object = object;
        this.offset = offset;
        this.left = length;
        this.open = bucket.open(object, offset, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (left > 0) {
            try {
                int read = open.read(bytes, from, length);
                offset += Math.max(0, read);
                left -= Math.max(0, read);
                failed = 0;
                return read;
            } catch (IOException e) {
                failed++;
                if (failed >= bucket.retry().attempts()) {
                    throw e;
                }
                open.close();
                bucket.retry().pause(failed);
                open = bucket.open(object, offset, left);
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
