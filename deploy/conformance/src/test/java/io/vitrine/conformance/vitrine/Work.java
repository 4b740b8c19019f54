/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.vitrine;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.conformance.target.Answer;
import io.vitrine.conformance.target.Call;
import io.vitrine.conformance.target.Images;
import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Role;
import io.vitrine.conformance.target.Stores;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
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
        IMPORT_TO_ALL_STORES,
        COPY_TO_ALL_STORES
    }

    private final Images demo = Images.of(Role.DEMO);
    private final Way way;
    private final byte[] data;
    private final int cut;
    private final String id;
    private RawConnection connection;
    private boolean asked;

    /** Begins, and sends so many percent of the bytes; of what storage has to import all of them. */
    Work(Way way, byte[] data, int percent) throws IOException {
        this.way = way;
        this.data = data;
        this.cut = (int) ((long) data.length * percent / 100);
        this.id = demo.queued();
        if (toAllStores()) {
            sendAll();
            return;
        }
        List<String> head = new ArrayList<>(List.of(
                "PUT " + path(staged() ? "stage" : "file") + " HTTP/1.1",
                "X-Auth-Token: " + Target.persona(Role.DEMO).token(),
                "Content-Type: " + Call.OCTETS,
                "Content-Length: " + data.length));
        String store = Stores.anotherThanTheDefault();
        if (way == Way.UPLOAD_TO_ANOTHER_STORE && store != null) {
            head.add("X-Image-Meta-Store: " + store);
        }
        connection = new RawConnection(Target.endpoint())
                .head(head.toArray(String[]::new))
                .write(Arrays.copyOf(data, cut));
    }

    /** Has an import begin. To be called right before the crash. */
    void ask() {
        if (toAllStores()) {
            asked = importAll().status() == 202;
        }
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
        if (toAllStores()) {
            return asked;
        }
        try (RawConnection rest = connection) {
            rest.write(Arrays.copyOfRange(data, cut, data.length));
            return rest.status() == 204;
        } catch (IOException e) {
            return false;
        }
    }

    /** The image's; {@code copying} where it is active and still to be copied. */
    String status() {
        JsonNode image = demo.show(id);
        boolean copying = !image.path("os_glance_importing_to_stores").asText().isEmpty();
        String status = image.path("status").asText();
        return status.equals("active") && copying ? "copying" : status;
    }

    boolean isSettled() {
        return !List.of("saving", "importing", "copying").contains(status());
    }

    /** One step further where it is not at its end yet; to be repeated until it is. */
    void carryOn() {
        switch (status()) {
            case "queued" -> sendAll();
            case "uploading" -> importAll();
            case "active" -> {
                if (!isWhereItBelongs()) {
                    importAll();
                }
            }
            default -> {}
        }
    }

    /** Whether it is in as many stores as its way says. */
    boolean isWhereItBelongs() {
        String stores = demo.show(id).path("stores").asText();
        return !toAllStores() || stores.split(",").length == Stores.all().size();
    }

    /** Type of the last fact that the catalog says on its way. */
    String lastFact() {
        return way == Way.COPY_TO_ALL_STORES ? "StoresChanged" : "ImageUploaded";
    }

    private void sendAll() {
        if (staged()) {
            demo.stage(id, data);
        } else {
            demo.upload(id, data);
        }
    }

    private boolean staged() {
        return way == Way.STAGE_AND_IMPORT || way == Way.IMPORT_TO_ALL_STORES;
    }

    private boolean toAllStores() {
        return way == Way.IMPORT_TO_ALL_STORES || way == Way.COPY_TO_ALL_STORES;
    }

    private Answer importAll() {
        String method = staged() ? "glance-direct" : "copy-image";
        return Target.as(Role.ADMIN)
                .post(path("import"))
                .json(Map.of("method", Map.of("name", method), "all_stores", toAllStores()))
                .send();
    }

    byte[] download() {
        return demo.download(id).expect(200).body();
    }

    /** Deletes the image, whose data has to go with it. */
    void delete() {
        demo.delete(id).expect(204);
    }

    private String path(String what) {
        return "/v2/images/" + id + "/" + what;
    }

    @Override
    public String toString() {
        return way + " " + id;
    }
}
