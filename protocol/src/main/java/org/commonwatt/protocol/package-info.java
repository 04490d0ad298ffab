/** The language that the service, the worker and the command line share. */
@NullMarked
package org.commonwatt.protocol;

import org.jspecify.annotations.NullMarked;
