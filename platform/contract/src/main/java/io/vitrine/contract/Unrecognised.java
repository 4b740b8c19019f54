/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A fact whose type this version does not know, as a newer writer may send. Consumers skip it, the audit keeps it.
 *
 * @param type the CloudEvent's type
 * @param data the payload as it came
 */
public record Unrecognised(String type, JsonNode data) implements VitrineEvent {}
