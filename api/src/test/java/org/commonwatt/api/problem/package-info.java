@NullMarked
package org.commonwatt.api.problem;

import org.jspecify.annotations.NullMarked;
