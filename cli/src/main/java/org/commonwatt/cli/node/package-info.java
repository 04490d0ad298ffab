/** Commands about donated machines. */
@NullMarked
package org.commonwatt.cli.node;

import org.jspecify.annotations.NullMarked;
