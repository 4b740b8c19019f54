/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

/** A body on its way into a store, and what it has to be. */
record Incoming(Body body, Terms terms) {}
