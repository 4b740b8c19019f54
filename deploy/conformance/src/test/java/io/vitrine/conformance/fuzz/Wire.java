/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import io.vitrine.conformance.target.RawConnection;
import io.vitrine.conformance.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request byte by byte, as no HTTP client would let it be.
 *
 * @param call the operation it was made for, as the list of operations has it
 * @param headers lines without their ends
 * @param body may be other than its Content-Length says
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record Wire(Operation call, String method, String path, List<String> headers, byte[] body) {

    /** Sends it on a connection of its own, and gives the status; 0 when the server closed without a word. */
    int send() {
        List<String> head = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
        head.addAll(headers);
        head.add("Connection: close");
        try (RawConnection connection = new RawConnection(Target.endpoint())) {
            connection.head(head.toArray(String[]::new)).write(body);
            return connection.status();
        } catch (IOException e) {
            return 0; // the server may stop reading what it refuses
        }
    }

    boolean mayChange() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    @Override
    public String toString() {
        String text = method + " " + path + " "
                + headers.stream()
                        .filter(line -> !line.startsWith("X-Auth-Token"))
                        .toList() + " " + new String(body, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(text.length(), 1500));
    }
}
