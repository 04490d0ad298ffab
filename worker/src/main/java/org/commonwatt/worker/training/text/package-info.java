/** Texts as tokens: what they are cut into, how a vocabulary is learned, and how it is kept. Knows no tensors. */
@NullMarked
package org.commonwatt.worker.training.text;

import org.jspecify.annotations.NullMarked;
