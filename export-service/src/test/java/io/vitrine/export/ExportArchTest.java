/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.vitrine.testkit.HouseRules;

@AnalyzeClasses(packages = "io.vitrine.export", importOptions = ImportOption.DoNotIncludeTests.class)
class ExportArchTest {

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
}
