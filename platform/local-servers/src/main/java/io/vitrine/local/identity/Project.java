/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

/**
 * A project: what owns images.
 *
 * @param id 32 hexadecimal digits
 * @param name unique
 */
public record Project(String id, String name) {}
