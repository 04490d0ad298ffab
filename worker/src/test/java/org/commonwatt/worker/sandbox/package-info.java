@NullMarked
package org.commonwatt.worker.sandbox;

import org.jspecify.annotations.NullMarked;
