/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.util.Optional;
import java.util.UUID;

/** Which exports are asked for; an empty part asks for all. */
public record JobFilter(
        Optional<String> project, Optional<UUID> image, Optional<JobState> state, Optional<String> format) {}
