/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import org.hibernate.exception.ConstraintViolationException;

/** Tells when a write failed because something of that key is there already. */
public final class Duplicates {

    private Duplicates() {}

    public static boolean is(Throwable e) {
        return e instanceof ConstraintViolationException violation
                && violation.getKind() == ConstraintViolationException.ConstraintKind.UNIQUE;
    }
}
