/** A spec's layers as functions over DJL arrays, and their parameters in one flat vector. */
@NullMarked
package org.commonwatt.worker.training.network;

import org.jspecify.annotations.NullMarked;
