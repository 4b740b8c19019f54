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
import java.util.Arrays;

/**
 * What S3 takes and gives without Vitrine: {@code java DirectS3.java ENDPOINT ACCESS_KEY FILE PART_SIZE}, the secret key in
 * {@code S3_SECRET_KEY}, sends a file through the MinIO SDK and reads it again, and prints the seconds of both and where
 * anybody can read it from now on, as path and query. Sends it once and reads it 16 times before the clock starts, so that a
 * cold JVM is not what is measured; reading it is the median of 9 times.
 */
class DirectS3 {

    private static final String BUCKET = "bench";
    private static final String OBJECT = "image";
    private static final int WARM_UPS = 16;
    private static final int READS = 9;

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
        Work send = () -> client.uploadObject(UploadObjectArgs.builder()
                .bucket(BUCKET)
                .object(OBJECT)
                .filename(file, partSize)
                .build());
        Work read = () -> {
            try (InputStream object = client.getObject(
                    GetObjectArgs.builder().bucket(BUCKET).object(OBJECT).build())) {
                object.transferTo(OutputStream.nullOutputStream());
            }
        };
        send.run();
        double up = seconds(send);
        for (int time = 0; time < WARM_UPS; time++) {
            read.run();
        }
        double[] reads = new double[READS];
        for (int time = 0; time < READS; time++) {
            reads[time] = seconds(read);
        }
        Arrays.sort(reads);
        double down = reads[READS / 2];
        String open = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Http.Method.GET)
                .bucket(BUCKET)
                .object(OBJECT)
                .build());
        System.out.printf("%.3f %.3f %s%n", up, down, open.substring(arguments[0].length()));
    }

    private static double seconds(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
