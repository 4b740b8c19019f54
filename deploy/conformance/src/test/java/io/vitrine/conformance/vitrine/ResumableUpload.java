/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Api;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The data of one image on its way by the protocol tus. */
final class ResumableUpload {

    private static final String PART = "application/offset+octet-stream";

    private final String path;
    private final byte[] data;

    private ResumableUpload(String path, byte[] data) {
        this.path = path;
        this.data = data;
    }

    static ResumableUpload begin(String image, byte[] data) {
        String id = Base64.getEncoder().encodeToString(image.getBytes(StandardCharsets.US_ASCII));
        Answer begun = spoken(api().post("/ext/v1/uploads"))
                .header("Upload-Length", Integer.toString(data.length))
                .header("Upload-Metadata", "image " + id)
                .send()
                .expect(201);
        return new ResumableUpload(begun.header("Location"), data);
    }

    Answer append(int from, int to) {
        return spoken(api().patch(path))
                .header("Upload-Offset", Integer.toString(from))
                .body(PART, Arrays.copyOfRange(data, from, to))
                .send();
    }

    /** Announces all that is left, and sends only some of it. */
    RawConnection half(int from, int to) throws IOException {
        return new RawConnection(Target.endpoint())
                .head(
                        "PATCH " + path + " HTTP/1.1",
                        "X-Auth-Token: " + Target.persona(Role.DEMO).token(),
                        "Tus-Resumable: 1.0.0",
                        "Content-Type: " + PART,
                        "Upload-Offset: " + from,
                        "Content-Length: " + (data.length - from))
                .write(Arrays.copyOfRange(data, from, to));
    }

    Answer head() {
        return spoken(api().call("HEAD", path)).send();
    }

    int offset() {
        return Integer.parseInt(head().expect(200).header("Upload-Offset"));
    }

    Answer terminate() {
        return spoken(api().delete(path)).send();
    }

    private static Api api() {
        return Target.as(Role.DEMO);
    }

    private static Call spoken(Call call) {
        return call.header("Tus-Resumable", "1.0.0");
    }
}
