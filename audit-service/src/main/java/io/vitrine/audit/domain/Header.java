/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

/** One header of an event, as it was received. */
public record Header(String name, String value) {}
