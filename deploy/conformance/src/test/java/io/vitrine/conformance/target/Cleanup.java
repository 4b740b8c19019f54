/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Deletes, as admin, every image the run created; what is already gone is no failure. */
public final class Cleanup implements TestExecutionListener {

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (Images.CREATED.isEmpty()) {
            return;
        }
        Images images = Images.of(Role.ADMIN);
        for (String id : Images.CREATED) {
            if (images.delete(id).status() == 403) {
                images.patch(id, Json.op("replace", "/protected", false));
                images.delete(id);
            }
        }
    }
}
