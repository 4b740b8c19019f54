/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.stack.OtherExportStack;
import org.junit.jupiter.api.Tag;

/** Where images are copied before they are read. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(OtherExportStack.class)
class CopiedLifecycleIT extends Lifecycle {}
