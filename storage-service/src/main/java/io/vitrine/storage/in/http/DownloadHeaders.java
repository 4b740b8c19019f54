/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.http.HttpServerResponse;
import io.vitrine.contract.command.DownloadGrant;
import io.vitrine.kit.file.FileName;
import io.vitrine.storage.domain.Download;
import io.vitrine.storage.domain.HashAlgorithm;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What an answer says about an image's data. A caller may keep the data for itself, but has to ask each time whether it
 * still may have it.
 */
final class DownloadHeaders {

    private DownloadHeaders() {}

    /** Sets status and headers, but for the length. */
    static HttpServerResponse put(HttpServerResponse response, Download download) {
        response.putHeader("ETag", download.tag().text()).putHeader("Cache-Control", "private, no-cache");
        if (download.content() instanceof Download.Content.Unchanged) {
            return response.setStatusCode(304);
        }
        describe(response, download.grant());
        download.range()
                .ifPresent(range -> response.putHeader(
                        "Content-Range", range.contentRange(download.grant().size())));
        return response.setStatusCode(download.range().isPresent() ? 206 : 200);
    }

    private static void describe(HttpServerResponse response, DownloadGrant grant) {
        response.putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Disposition", fileName(grant).disposition())
                .putHeader("Accept-Ranges", "bytes");
        if (grant.checksum() != null) {
            response.putHeader("Content-MD5", grant.checksum());
        }
        HashAlgorithm.of(grant.osHashAlgo()).fieldKey().ifPresent(key -> {
            byte[] digest = HexFormat.of().parseHex(grant.osHashValue());
            response.putHeader("Repr-Digest", key + "=:" + Base64.getEncoder().encodeToString(digest) + ":");
        });
    }

    /** An OVA is an archive, whatever disk it holds. */
    private static FileName fileName(DownloadGrant grant) {
        String format = "ova".equals(grant.containerFormat()) ? "ova" : grant.diskFormat();
        return FileName.of(grant.name(), grant.imageId().toString(), format);
    }
}
