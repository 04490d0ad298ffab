/** The service's REST interface as seen from a terminal, with its event stream. */
@NullMarked
package org.commonwatt.cli.client;

import org.jspecify.annotations.NullMarked;
