/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain.metadef;

import java.time.Instant;

/** A type of resource that definitions are for, for example {@code OS::Glance::Image}. */
public record ResourceType(String name, Instant createdAt) {}
