/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.tx;

import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One open database transaction. Use cases pass it on; only repositories, outbox and inbox look inside.
 *
 * @param session stateless, because every change is said explicitly and nothing is flushed behind our back
 */
public record Tx(Mutiny.StatelessSession session) {}
