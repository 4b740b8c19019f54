/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** docs/events.md, made from the AsyncAPI document. */
final class EventsPage {

    private EventsPage() {}

    static String of(JsonNode document) {
        StringBuilder page = new StringBuilder("""
                # Events

                Generated from platform/contract/src/main/resources/asyncapi/asyncapi.yaml, which has the headers and the
                schemas of the data too.

                """);
        page.append(document.at("/info/description").textValue()).append("\n");
        for (JsonNode channel : document.get("channels")) {
            page.append("\n## ").append(channel.get("address").textValue()).append("\n\n");
            page.append(channel.get("description").textValue()).append("\n\n");
            page.append("| event | written by | read by | meaning |\n| --- | --- | --- | --- |\n");
            channel.get("messages")
                    .fieldNames()
                    .forEachRemaining(name -> page.append(row(
                            name, channel.get("x-writer").textValue(), document.at("/components/messages/" + name))));
        }
        page.append("\n## Headers\n\n| header | meaning |\n| --- | --- |\n");
        document.at("/components/messageTraits/cloudEvent/headers/properties")
                .properties()
                .forEach(header -> page.append("| `%s` | %s |\n"
                        .formatted(
                                header.getKey(),
                                header.getValue().path("description").asText(""))));
        return page.toString();
    }

    private static String row(String name, String writer, JsonNode message) {
        StringJoiner readers = new StringJoiner(", ");
        message.get("x-readers").forEach(reader -> readers.add(reader.textValue()));
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        writer,
                        readers.length() == 0 ? "whoever starts anew" : readers,
                        message.get("summary").textValue());
    }
}
