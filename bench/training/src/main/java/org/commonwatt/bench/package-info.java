/** The trainer's contenders, and what all of them learn from. */
@NullMarked
package org.commonwatt.bench;

import org.jspecify.annotations.NullMarked;
