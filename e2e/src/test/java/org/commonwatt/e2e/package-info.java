/** Tests of the whole line, from outside. */
@NullMarked
package org.commonwatt.e2e;

import org.jspecify.annotations.NullMarked;
