/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

/** A Kafka record that is not one of our events: wrong headers, missing attributes, broken JSON. */
public class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
