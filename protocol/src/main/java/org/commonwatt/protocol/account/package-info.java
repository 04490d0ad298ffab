/** Keys, sessions and joining codes as the REST interface shows them. */
@NullMarked
package org.commonwatt.protocol.account;

import org.jspecify.annotations.NullMarked;
