/**
 * Says what a disk image is while its bytes flow by. {@link io.vitrine.diskformat.DiskInspector} is fed and gives an
 * {@link io.vitrine.diskformat.Inspection}; {@link io.vitrine.diskformat.FormatRules} holds it against what was declared.
 * Needs nothing but the JDK.
 */
package io.vitrine.diskformat;
