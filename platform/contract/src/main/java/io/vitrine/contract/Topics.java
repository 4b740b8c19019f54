/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.util.List;

/** The topics: one writer each, keyed by image id. */
public final class Topics {

    public static final String CATALOG = "vitrine.catalog.v1";
    public static final String STORAGE = "vitrine.storage.v1";
    public static final String EXPORT = "vitrine.export.v1";
    public static final String IMAGE_STATE = "vitrine.image-state.v1";

    /** Every topic with its writer. */
    public static final List<Topic> ALL = List.of(
            new Topic(CATALOG, "catalog", CatalogEvent.class, false),
            new Topic(STORAGE, "storage", StorageEvent.class, false),
            new Topic(EXPORT, "export", ExportEvent.class, false),
            new Topic(IMAGE_STATE, "catalog", ImageState.class, true));

    private Topics() {}

    /** The topic that carries an event. */
    public static Topic of(VitrineEvent event) {
        return ALL.stream()
                .filter(topic -> topic.events().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic carries " + event.getClass()));
    }

    /** Where a service sets aside the events of a topic that it cannot handle. */
    public static String parked(String topic, String service) {
        return topic + "." + service + ".parked";
    }

    /**
     * A topic and what is fixed about it.
     *
     * @param name as Kafka knows it
     * @param writer the only service that writes it
     * @param events what it carries
     * @param compacted whether Kafka keeps only the latest record of each image
     */
    public record Topic(String name, String writer, Class<? extends VitrineEvent> events, boolean compacted) {}
}
