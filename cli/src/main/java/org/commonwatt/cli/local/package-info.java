/** The service and a worker on this machine, as child processes: demo and up. */
@NullMarked
package org.commonwatt.cli.local;

import org.jspecify.annotations.NullMarked;
