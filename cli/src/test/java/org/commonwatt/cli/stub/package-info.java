/** Stand-ins for tests: a service that answers as it is told, and a terminal that remembers. */
@NullMarked
package org.commonwatt.cli.stub;

import org.jspecify.annotations.NullMarked;
