/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.domain;

/** What an image's data is said to be, as the Image API names it; either is null where nobody says. */
public record Formats(String disk, String container) {}
