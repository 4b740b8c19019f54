/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListPartsArgs;
import io.minio.MinioAsyncClient;
import io.minio.UploadPartArgs;
import io.minio.messages.ListMultipartUploadsResult.Upload;
import io.minio.messages.ListPartsResult;
import io.minio.messages.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/** The multipart uploads of one bucket. As {@link S3Bucket}, whose calls these are, it blocks and repeats. */
final class S3Uploads {

    private static final int PAGE = 1000;

    private final S3Bucket bucket;
    private final MinioAsyncClient client;
    private final boolean crc;

    /**
     * Asks the server for nothing yet.
     *
     * @param crc whether parts carry a CRC-32C for the server to check and keep, instead of the older Content-MD5
     */
    S3Uploads(S3Bucket bucket, boolean crc) {
        this.bucket = bucket;
        this.client = bucket.client();
        this.crc = crc;
    }

    /** Begins an upload; its id. */
    String begin(String object) throws IOException {
        CreateMultipartUploadArgs.Builder args = bucket.named(CreateMultipartUploadArgs.builder(), object);
        if (crc) {
            args.headers(new Http.Headers("x-amz-checksum-algorithm", "CRC32C"));
        }
        CreateMultipartUploadArgs built = args.build();
        return bucket.call("begin " + object, () -> client.createMultipartUpload(built))
                .result()
                .uploadId();
    }

    /** Sends a part. Parts may be sent in any order, and beside each other. */
    Part send(String object, String upload, int number, S3Part bytes) throws IOException {
        UploadPartArgs args = bucket.named(UploadPartArgs.builder(), object)
                .uploadId(upload)
                .partNumber(number)
                .buffer(bytes)
                .headers(checksum(bytes))
                .build();
        return bucket.call("write part " + number + " of " + object, () -> client.uploadPart(args))
                .part();
    }

    /** Makes the object of its parts. */
    void complete(String object, String upload, List<Part> parts) throws IOException {
        CompleteMultipartUploadArgs args = bucket.named(CompleteMultipartUploadArgs.builder(), object)
                .uploadId(upload)
                .parts(parts.toArray(Part[]::new))
                .build();
        bucket.call("complete " + object, () -> client.completeMultipartUpload(args));
    }

    /** Removes what was sent; an upload that is not there is removed already. */
    void abort(String object, String upload) throws IOException {
        AbortMultipartUploadArgs args = bucket.named(AbortMultipartUploadArgs.builder(), object)
                .uploadId(upload)
                .build();
        try {
            bucket.call("abort " + object, () -> client.abortMultipartUpload(args));
        } catch (S3Failure e) {
            if (!e.isAbsence()) {
                throw e;
            }
        }
    }

    /** Ids of an object's uploads. Asks for the whole name, since MinIO's server lists by nothing less. */
    List<String> of(String object) throws IOException {
        ListMultipartUploadsArgs args = ListMultipartUploadsArgs.builder()
                .bucket(bucket.name())
                .prefix(object)
                .build();
        return bucket
                .call("look for uploads of " + object, () -> client.listMultipartUploads(args))
                .result()
                .uploads()
                .stream()
                .filter(upload -> upload.objectName().equals(object))
                .map(Upload::uploadId)
                .toList();
    }

    /** Whether a part came after {@code since}. */
    boolean isActive(String object, String upload, Instant since) throws IOException {
        Integer last = null;
        ListPartsResult page;
        do {
            ListPartsArgs args = bucket.named(ListPartsArgs.builder(), object)
                    .uploadId(upload)
                    .partNumberMarker(last)
                    .maxParts(PAGE)
                    .build();
            page = bucket.call("list the parts of " + object, () -> client.listParts(args))
                    .result();
            for (Part part : page.parts()) {
                if (part.lastModified() != null
                        && !part.lastModified().toInstant().isBefore(since)) {
                    return true;
                }
                last = part.partNumber();
            }
        } while (page.isTruncated() && !page.parts().isEmpty());
        return false;
    }

    private Http.Headers checksum(S3Part bytes) {
        if (!crc) {
            MessageDigest md5 = md5();
            bytes.show((block, length) -> md5.update(block, 0, length));
            return new Http.Headers("Content-MD5", base64(md5.digest()));
        }
        CRC32C sum = new CRC32C();
        bytes.show((block, length) -> sum.update(block, 0, length));
        return new Http.Headers(
                "x-amz-checksum-crc32c",
                base64(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) sum.getValue())
                        .array()));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
