/** A small service over a real socket, and trainers that misbehave: what the worker's tests work with. */
@NullMarked
package org.commonwatt.worker.stub;

import org.jspecify.annotations.NullMarked;
