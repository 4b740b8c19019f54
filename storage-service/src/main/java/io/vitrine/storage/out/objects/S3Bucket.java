/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.HeadObjectArgs;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.ObjectArgs;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The calls of one bucket that a store needs. Each blocks, and is repeated where that may help; each fails with an
 * {@link S3Failure} or, interrupted, another {@link IOException}.
 */
final class S3Bucket {

    private static final int PAGE = 1000;
    // As much as S3 allows for where a request says when it was signed.
    private static final int CLOCKS_DIFFER_MINUTES = 15;

    private final MinioAsyncClient client;
    private final String name;
    private final S3Retry retry;

    /** Asks the server for nothing yet. */
    S3Bucket(MinioAsyncClient client, String name, S3Retry retry) {
        this.client = client;
        this.name = name;
        this.retry = retry;
    }

    String name() {
        return name;
    }

    MinioAsyncClient client() {
        return client;
    }

    S3Retry retry() {
        return retry;
    }

    /** Whether the bucket is there. */
    boolean exists() throws IOException {
        BucketExistsArgs args = BucketExistsArgs.builder().bucket(name).build();
        return call("look for the bucket " + name, () -> client.bucketExists(args));
    }

    void make() throws IOException {
        MakeBucketArgs args = MakeBucketArgs.builder().bucket(name).build();
        call("make the bucket " + name, () -> client.makeBucket(args));
    }

    /** The size of an object; empty where there is none. */
    Optional<Long> size(String object) throws IOException {
        HeadObjectArgs args = named(HeadObjectArgs.builder(), object).build();
        try {
            return Optional.of(
                    call("look for " + object, () -> client.headObject(args)).size());
        } catch (S3Failure e) {
            if (e.isAbsence()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Opens a part of an object, of at least one byte. */
    InputStream open(String object, long offset, long length) throws IOException {
        GetObjectArgs args = named(GetObjectArgs.builder(), object)
                .offset(offset)
                .length(length)
                .build();
        GetObjectResponse answer = call("read " + object, () -> client.getObject(args));
        if (offset > 0 && answer.headers().get("Content-Range") == null) {
            answer.close();
            throw new IOException("The S3 server does not give parts of objects");
        }
        return answer;
    }

    /** Where whoever has this address can read an object, as long as a request that is signed now would be accepted. */
    URI address(String object) throws IOException {
        GetPresignedObjectUrlArgs args = named(GetPresignedObjectUrlArgs.builder(), object)
                .method(Http.Method.GET)
                .expiry(CLOCKS_DIFFER_MINUTES, TimeUnit.MINUTES)
                .build();
        try {
            return URI.create(client.getPresignedObjectUrl(args));
        } catch (MinioException e) {
            throw S3Failure.of("cannot sign a request for " + object, e);
        }
    }

    /** Writes an object without bytes. */
    void writeEmpty(String object) throws IOException {
        PutObjectAPIArgs args =
                named(PutObjectAPIArgs.builder(), object).data(new byte[0], 0).build();
        call("write " + object, () -> client.putObject(args));
    }

    /** Removes an object; what is not there is removed already. */
    void remove(String object) throws IOException {
        RemoveObjectArgs args = named(RemoveObjectArgs.builder(), object).build();
        try {
            call("remove " + object, () -> client.removeObject(args));
        } catch (S3Failure e) {
            if (!e.isAbsence()) {
                throw e;
            }
        }
    }

    /** A page of the objects whose names begin with {@code prefix}, those after {@code last}, in the order of names. */
    List<? extends Item> list(String prefix, String last) throws IOException {
        ListObjectsV2Args args = ListObjectsV2Args.builder()
                .bucket(name)
                .prefix(prefix)
                .startAfter(last)
                .maxKeys(PAGE)
                .build();
        return call("list " + prefix, () -> client.listObjectsV2(args)).result().contents();
    }

    /** The arguments of a call for an object of this bucket. */
    <B extends ObjectArgs.Builder<B, A>, A extends ObjectArgs> B named(B arguments, String object) {
        return arguments.bucket(name).object(object);
    }

    /**
     * Makes a call.
     *
     * @param what completes "cannot …" in messages
     */
    <T> T call(String what, Supplier<CompletableFuture<T>> call) throws IOException {
        return retry.call(() -> {
            try {
                return call.get().join();
            } catch (CompletionException e) {
                throw S3Failure.of("cannot " + what, e.getCause());
            }
        });
    }
}
