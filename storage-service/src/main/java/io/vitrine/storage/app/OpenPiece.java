/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.storage.domain.UploadPiece;
import io.vitrine.storage.out.objects.ObjectWriter;

/** A piece of an upload while it is written. */
record OpenPiece(UploadPiece piece, ObjectWriter writer, Intake intake) {}
