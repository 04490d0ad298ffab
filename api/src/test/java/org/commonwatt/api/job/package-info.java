@NullMarked
package org.commonwatt.api.job;

import org.jspecify.annotations.NullMarked;
