/** Architectures by name: which layers they stand for. */
@NullMarked
package org.commonwatt.protocol.architecture;

import org.jspecify.annotations.NullMarked;
