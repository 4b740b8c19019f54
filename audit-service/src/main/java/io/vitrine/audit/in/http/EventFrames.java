/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.in.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vitrine.audit.domain.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Entries in the form that Server-Sent Events have on the wire. */
@ApplicationScoped
class EventFrames {

    private static final String COMMENT = ": still here\n\n";

    private final ObjectMapper json;

    EventFrames(ObjectMapper json) {
        this.json = json;
    }

    /** The frames of a page; a comment, which clients pass over, for an empty one. */
    String of(List<AuditEntry> page) {
        return page.isEmpty() ? COMMENT : page.stream().map(this::frame).collect(Collectors.joining());
    }

    private String frame(AuditEntry entry) {
        try {
            // An event keeps the line breaks it came with; here each line must say again that it is data.
            String data = json.writeValueAsString(AuditEventJson.of(entry))
                    .lines()
                    .map(line -> "data: " + line + "\n")
                    .collect(Collectors.joining());
            return "id: " + entry.position() + "\nevent: " + entry.fact().type() + "\n" + data + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Entry " + entry.position() + " cannot be written", e);
        }
    }
}
