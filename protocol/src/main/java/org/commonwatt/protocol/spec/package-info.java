/** The job spec, version 1: what a person submits, immutable once accepted. A declaration, never code. */
@NullMarked
package org.commonwatt.protocol.spec;

import org.jspecify.annotations.NullMarked;
