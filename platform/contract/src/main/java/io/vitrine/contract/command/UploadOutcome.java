/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract.command;

/** How an upload, staging or import ended, decided for good: after {@code aborted} it can no longer be completed. */
public record UploadOutcome(Outcome outcome) {

    /** In JSON in lower case. */
    public enum Outcome {
        aborted,
        completed
    }
}
