/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.postgres;

import io.vitrine.storage.domain.UploadPiece;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** How an {@link UploadPiece} is kept. Changed by the statements of {@link UploadPieceRepository}. */
@Entity
@Table(name = "upload_piece")
class UploadPieceRow {

    @Id
    UUID key;

    UUID upload;
    String store;
    long start;
    Long size;

    UploadPiece toPiece() {
        return new UploadPiece(key, upload, store, start, size);
    }
}
