@NullMarked
package org.commonwatt.api.carbon;

import org.jspecify.annotations.NullMarked;
