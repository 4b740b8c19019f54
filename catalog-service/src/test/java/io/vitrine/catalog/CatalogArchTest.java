/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.vitrine.testkit.HouseRules;

@AnalyzeClasses(packages = "io.vitrine.catalog", importOptions = ImportOption.DoNotIncludeTests.class)
class CatalogArchTest {

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
}
