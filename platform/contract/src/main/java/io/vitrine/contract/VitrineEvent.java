/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

/**
 * A fact that one service states and others may rely on. Facts are stated after they happened, never taken back and
 * never changed: a released record may gain optional components, anything else is a new record.
 */
public sealed interface VitrineEvent permits CatalogEvent, StorageEvent, ExportEvent, ImageState, Unrecognised {}
