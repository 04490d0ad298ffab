/** Donated machines as the REST interface shows them. */
@NullMarked
package org.commonwatt.protocol.node;

import org.jspecify.annotations.NullMarked;
