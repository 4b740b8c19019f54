/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.util.UUID;

/** An image that is held deactivated for an export. */
public record Freeze(UUID job, UUID imageId) {}
