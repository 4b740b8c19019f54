/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

/** A user with a token for one project. */
public record Persona(String token, String userId, String projectId) {}
