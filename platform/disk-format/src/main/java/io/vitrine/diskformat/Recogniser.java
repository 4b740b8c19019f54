/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/** One format. Asks the stream for the bytes it needs and writes down what they say; must not assume any of it is true. */
interface Recogniser {

    void watch(ImageStream image, Report report);
}
