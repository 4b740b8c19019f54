/* SPDX-License-Identifier: Apache-2.0 */

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What S3 takes and gives without Vitrine: {@code java DirectS3.java ENDPOINT ACCESS_KEY FILE PART_SIZE}, the secret key in
 * {@code S3_SECRET_KEY}, sends a file through the MinIO SDK and reads it again, and prints the seconds of both and where
 * anybody can read it from now on, as path and query. Sends it once and reads it two dozen times before the clock starts, so that a
 * cold JVM is not what is measured.
 */
class DirectS3 {

    private static final String BUCKET = "bench";
    private static final String OBJECT = "image";
    private static final int WARM_UPS = 24;

    public static void main(String[] arguments) throws Exception {
        MinioClient client = MinioClient.builder()
                .endpoint(arguments[0])
                .credentials(arguments[1], System.getenv("S3_SECRET_KEY"))
                .build();
        String file = arguments[2];
        long partSize = Long.parseLong(arguments[3]);
        if (!client.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
            client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
        }
        double up = last(2, () -> client.uploadObject(UploadObjectArgs.builder()
                .bucket(BUCKET)
                .object(OBJECT)
                .filename(file, partSize)
                .build()));
        double down = last(WARM_UPS + 1, () -> {
            try (InputStream object = client.getObject(
                    GetObjectArgs.builder().bucket(BUCKET).object(OBJECT).build())) {
                object.transferTo(OutputStream.nullOutputStream());
            }
        });
        String open = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Http.Method.GET)
                .bucket(BUCKET)
                .object(OBJECT)
                .build());
        System.out.printf("%.3f %.3f %s%n", up, down, open.substring(arguments[0].length()));
    }

    /** The seconds of the last of so many times. */
    private static double last(int times, Work work) throws Exception {
        long begun = 0;
        for (int time = 0; time < times; time++) {
            begun = System.nanoTime();
            work.run();
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
