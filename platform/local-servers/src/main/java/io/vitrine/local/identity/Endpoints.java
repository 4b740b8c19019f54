/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

/**
 * The addresses that the catalog of services in a token gives to clients.
 *
 * @param image the image service's address without a version, e.g. {@code http://127.0.0.1:9292}
 * @param identity this identity's address without a version, e.g. {@code http://127.0.0.1:9292/identity}
 */
public record Endpoints(String image, String identity) {}
