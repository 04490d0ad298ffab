/** Breaks a whole installation at random and checks that nothing acknowledged was lost. */
@NullMarked
package org.commonwatt.chaos;

import org.jspecify.annotations.NullMarked;
