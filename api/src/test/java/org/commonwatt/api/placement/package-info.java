@NullMarked
package org.commonwatt.api.placement;

import org.jspecify.annotations.NullMarked;
