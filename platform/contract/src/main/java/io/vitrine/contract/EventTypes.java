/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The CloudEvents type of each fact: {@code io.vitrine.<writer>.<Record>.v1}. */
public final class EventTypes {

    private static final Map<String, Class<? extends VitrineEvent>> BY_TYPE = new HashMap<>();
    private static final Map<Class<? extends VitrineEvent>, String> BY_CLASS = new HashMap<>();

    static {
        Topics.ALL.forEach(topic -> records(topic.events()).forEach(event -> {
            String type = "io.vitrine." + topic.writer() + "." + event.getSimpleName() + ".v1";
            BY_TYPE.put(type, event);
            BY_CLASS.put(event, type);
        }));
    }

    private EventTypes() {}

    /** The type of a fact, as it stands in the event's {@code type} attribute. */
    public static String typeOf(VitrineEvent event) {
        return event instanceof Unrecognised other ? other.type() : BY_CLASS.get(event.getClass());
    }

    /** The record of a type; null where this version does not know it. */
    public static Class<? extends VitrineEvent> recordOf(String type) {
        return BY_TYPE.get(type);
    }

    /** Every known type with its record. */
    public static Map<String, Class<? extends VitrineEvent>> all() {
        return Map.copyOf(BY_TYPE);
    }

    private static Stream<Class<? extends VitrineEvent>> records(Class<? extends VitrineEvent> topic) {
        return topic.isRecord()
                ? Stream.of(topic)
                : Stream.of(topic.getPermittedSubclasses()).map(c -> c.asSubclass(VitrineEvent.class));
    }
}
