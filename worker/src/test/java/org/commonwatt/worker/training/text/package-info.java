@NullMarked
package org.commonwatt.worker.training.text;

import org.jspecify.annotations.NullMarked;
