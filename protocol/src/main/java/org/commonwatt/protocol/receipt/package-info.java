/** What work used and emitted, as people may keep and print it. */
@NullMarked
package org.commonwatt.protocol.receipt;

import org.jspecify.annotations.NullMarked;
