/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import static org.awaitility.Awaitility.await;

import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One image on its way into Vitrine, stopped somewhere by a crash and then brought to its end. */
final class Work {

    /** The way it takes. */
    enum Way {
        UPLOAD,
        UPLOAD_TO_ANOTHER_STORE,
        STAGE_AND_IMPORT,
        IMPORT_TO_ALL_STORES
    }

    private static final Map<String, String> GLANCE_DIRECT = Map.of("name", "glance-direct");

    private static final int HALF = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Images demo = Images.of(Role.DEMO);
    private final Way way;
    private final byte[] data;
    private final int percent;
    private final int cut;
    private final String id;
    private RawConnection connection;
    private boolean asked;

    /**
     * Begins, and sends so many percent of the bytes; of what is imported all of them. {@code store} is where
     * UPLOAD_TO_ANOTHER_STORE goes, or null.
     */
    Work(Way way, String store, byte[] data, int percent) throws IOException {
        this.way = way;
        this.data = data;
        this.percent = percent;
        this.cut = (int) ((long) data.length * percent / 100);
        this.id = demo.queued();
        if (way == Way.IMPORT_TO_ALL_STORES) {
            sendAll();
            return;
        }
        List<String> head = new ArrayList<>(List.of(
                "PUT " + path(staged() ? "stage" : "file") + " HTTP/1.1",
                "X-Auth-Token: " + Target.persona(Role.DEMO).token(),
                "Content-Type: " + Call.OCTETS,
                "Content-Length: " + data.length));
        if (way == Way.UPLOAD_TO_ANOTHER_STORE && store != null) {
            head.add("X-Image-Meta-Store: " + store);
        }
        connection = new RawConnection(Target.endpoint())
                .head(head.toArray(String[]::new))
                .write(Arrays.copyOf(data, cut));
    }

    /** Has an import begin, and be worked at if its moment is a late one. To be called right before the crash. */
    void ask() {
        if (way != Way.IMPORT_TO_ALL_STORES) {
            return;
        }
        asked = importAll().status() == 202;
        if (percent >= HALF) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> !"pending".equals(importStatus()));
        }
    }

    private String importStatus() {
        Answer tasks = demo.api().get(path("tasks")).send().expect(200);
        return tasks.json().path("tasks").path(0).path("status").asText();
    }

    String id() {
        return id;
    }

    byte[] data() {
        return data;
    }

    /**
     * Sends the rest, which may well fail.
     *
     * @return whether the whole was acknowledged
     */
    boolean finish() {
        if (way == Way.IMPORT_TO_ALL_STORES) {
            return asked;
        }
        try (RawConnection rest = connection) {
            rest.write(Arrays.copyOfRange(data, cut, data.length));
            return rest.status() == 204;
        } catch (IOException e) {
            return false;
        }
    }

    String status() {
        return demo.show(id).path("status").asText();
    }

    /** One step further for an image that is not active yet; to be repeated until it is. */
    void carryOn() {
        switch (status()) {
            case "queued" -> sendAll();
            case "uploading" -> importAll();
            default -> {}
        }
    }

    private void sendAll() {
        if (staged()) {
            demo.api().put(path("stage")).body(Call.OCTETS, data).send();
        } else {
            demo.upload(id, data);
        }
    }

    private boolean staged() {
        return way == Way.STAGE_AND_IMPORT || way == Way.IMPORT_TO_ALL_STORES;
    }

    private Answer importAll() {
        return demo.api()
                .post(path("import"))
                .json(Map.of("method", GLANCE_DIRECT, "all_stores", way == Way.IMPORT_TO_ALL_STORES))
                .send();
    }

    byte[] download() {
        return demo.download(id).expect(200).body();
    }

    private String path(String what) {
        return "/v2/images/" + id + "/" + what;
    }

    @Override
    public String toString() {
        return way + " " + id;
    }
}
