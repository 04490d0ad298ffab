/** What goes wrong, and when: drawn from a seed before anything runs. */
@NullMarked
package org.commonwatt.chaos.plan;

import org.jspecify.annotations.NullMarked;
