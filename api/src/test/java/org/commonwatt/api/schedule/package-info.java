@NullMarked
package org.commonwatt.api.schedule;

import org.jspecify.annotations.NullMarked;
