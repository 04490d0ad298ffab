@NullMarked
package org.commonwatt.api.fleet;

import org.jspecify.annotations.NullMarked;
