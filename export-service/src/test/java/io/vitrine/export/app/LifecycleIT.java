/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.stack.ExportStack;
import org.junit.jupiter.api.Tag;

/** Where images are read in the files that they lie in. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class LifecycleIT extends Lifecycle {}
