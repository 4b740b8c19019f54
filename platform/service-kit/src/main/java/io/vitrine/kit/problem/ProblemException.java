/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

/** Ends a request with a {@link Problem}. Thrown by HTTP adapters only; rules have errors of their own. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
