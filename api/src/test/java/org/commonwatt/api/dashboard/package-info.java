@NullMarked
package org.commonwatt.api.dashboard;

import org.jspecify.annotations.NullMarked;
