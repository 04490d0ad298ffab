/** Receipts: what work used and emitted. */
@NullMarked
package org.commonwatt.cli.receipt;

import org.jspecify.annotations.NullMarked;
