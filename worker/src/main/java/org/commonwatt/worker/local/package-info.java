/** Training and using models on one's own machine, without any service: {@code train} and {@code predict}. */
@NullMarked
package org.commonwatt.worker.local;

import org.jspecify.annotations.NullMarked;
