@NullMarked
package org.commonwatt.api.lease;

import org.jspecify.annotations.NullMarked;
