/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

/** Somebody wants to carry on after a position that the trail has not reached: it cannot be this trail's. */
public class UnknownPosition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPosition(long asked, long newest) {
        super("There is no entry " + asked + " in this trail; its newest is " + newest + ".");
    }
}
