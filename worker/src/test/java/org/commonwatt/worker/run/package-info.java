@NullMarked
package org.commonwatt.worker.run;

import org.jspecify.annotations.NullMarked;
