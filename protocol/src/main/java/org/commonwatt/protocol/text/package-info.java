/** Texts from outside, YAML or JSON, into trees of values: bounded in size and depth, without aliases or tags, every place remembered. */
@NullMarked
package org.commonwatt.protocol.text;

import org.jspecify.annotations.NullMarked;
