/** Jobs as the REST interface shows them. */
@NullMarked
package org.commonwatt.protocol.job;

import org.jspecify.annotations.NullMarked;
