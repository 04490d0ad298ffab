@NullMarked
package org.commonwatt.api.receipt;

import org.jspecify.annotations.NullMarked;
