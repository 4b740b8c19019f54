/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.util.Map;

/**
 * The latest full state of an image, for who starts anew: topic {@link Topics#IMAGE_STATE}, compacted, a tombstone
 * after deletion. Its envelope carries the sequence of the last {@link CatalogEvent} it includes, so that a reader
 * goes on in {@link Topics#CATALOG} with the next one.
 *
 * @param image the record
 * @param members project id to the status of its share: pending, accepted, rejected
 */
public record ImageState(ImageSnapshot image, Map<String, String> members) implements VitrineEvent {}
