/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.domain;

import java.util.UUID;

/** One image's facts within one topic: what a fact's sequence counts through, from 1 and without gaps. */
public record Series(String topic, UUID imageId) {}
