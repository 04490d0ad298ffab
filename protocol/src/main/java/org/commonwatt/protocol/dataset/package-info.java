/** How a dataset describes itself: its format, its splits, and the files that hold them. */
@NullMarked
package org.commonwatt.protocol.dataset;

import org.jspecify.annotations.NullMarked;
