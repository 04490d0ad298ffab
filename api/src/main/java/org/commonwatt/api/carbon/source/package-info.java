/** Clients of those who publish grid intensities, behind one port. Nothing here remembers or decides. */
@NullMarked
package org.commonwatt.api.carbon.source;

import org.jspecify.annotations.NullMarked;
