/** The command line: one class for each command, put together here. */
@NullMarked
package org.commonwatt.cli;

import org.jspecify.annotations.NullMarked;
