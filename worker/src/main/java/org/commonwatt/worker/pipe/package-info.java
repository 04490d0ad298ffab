/** What the daemon and its trainer process say to each other over the trainer's standard streams, one JSON object a line. */
@NullMarked
package org.commonwatt.worker.pipe;

import org.jspecify.annotations.NullMarked;
