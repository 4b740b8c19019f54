/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * {@code GET /internal/artefacts?after=&limit=}: artefacts that storage keeps, by id.
 *
 * @param artefacts fewer than {@code limit} are the last
 */
public record ArtefactPage(List<Artefact> artefacts) {

    /** One of them, and when its first byte came. */
    public record Artefact(UUID id, long size, Instant begunAt) {}

    public ArtefactPage {
        artefacts = List.copyOf(artefacts);
    }
}
