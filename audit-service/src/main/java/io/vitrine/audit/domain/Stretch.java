/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

/** A stretch of the trail: the positions later than {@code after}, up to and with {@code last}. */
public record Stretch(long after, long last) {}
