/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vitrine.export.stack.ExportStack;
import org.junit.jupiter.api.Tag;

/** Where images are copied before they are read. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(
        value = ExportStack.class,
        initArgs = @ResourceArg(name = "vitrine.export.conversion.links", value = "false"))
class CopiedLifecycleIT extends Lifecycle {}
