@NullMarked
package org.commonwatt.worker.client;

import org.jspecify.annotations.NullMarked;
