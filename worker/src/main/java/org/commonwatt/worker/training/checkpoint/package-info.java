/** Safetensors files: checkpoints that a run resumes from, and the finished model. */
@NullMarked
package org.commonwatt.worker.training.checkpoint;

import org.jspecify.annotations.NullMarked;
