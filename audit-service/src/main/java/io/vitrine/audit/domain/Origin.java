/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

/** Where in Kafka a fact was read. For tracing only: a fact is known by its source and id, wherever it turns up. */
public record Origin(String topic, int partition, long offset) {}
