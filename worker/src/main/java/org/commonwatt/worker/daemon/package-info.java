/** The worker's command line and main loop: join, ask for work, run it, stop when asked. */
@NullMarked
package org.commonwatt.worker.daemon;

import org.jspecify.annotations.NullMarked;
